//! Where a server is to listen.

#[cfg(unix)]
use std::path::PathBuf;
use std::{
    fmt::{self, Display},
    net::SocketAddr,
};

#[cfg(feature = "tls")]
use crate::Tls;

/// A place to listen at, for `App::listener` and [`Server::add_listener`](crate::Server::add_listener).
///
/// ```
/// # use framework_core as framework;
/// use framework::{App, Listener};
///
/// App::new().listener(Listener::tcp("127.0.0.1:8550").named("public")).listener(Listener::any().named("test"));
/// ```
#[derive(Debug)]
#[must_use = "a listener is opened by an application or a server"]
pub struct Listener {
    pub(crate) name: Option<String>,
    pub(crate) place: Place,
    pub(crate) reuse_port: bool,
    /// How another address is chosen.
    pub(crate) advice: &'static str,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<Tls>,
}

/// What is to be opened, or is open already.
#[derive(Debug)]
pub(crate) enum Place {
    Address(String),
    Tcp(std::net::TcpListener),
    #[cfg(unix)]
    Path(PathBuf),
    #[cfg(unix)]
    Unix(std::os::unix::net::UnixListener),
}

/// What is open already: a listener of the standard library, or a [`Listener`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no open listener",
    label = "nothing that is open",
    note = "an address is opened by `App::listen(\"127.0.0.1:8080\")`; what is open is a `std::net::TcpListener`"
)]
pub trait OpenListener: Into<Listener> {}

#[diagnostic::do_not_recommend]
impl<T: Into<Listener>> OpenListener for T {}

/// What is written as an address and a port.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no address",
    label = "not written as one text",
    note = "write the address and the port as a text, \"127.0.0.1:8080\", or take a `SocketAddr`"
)]
pub trait Address: Display {}

#[diagnostic::do_not_recommend]
impl<T: Display> Address for T {}

/// The advice to a program that names its addresses itself.
const CHOSEN: &str = "the program chooses it with `App::listen` or `App::bind`";

/// The advice to one that names none.
const WRITTEN: &str = "an address and a port are written as `127.0.0.1:8080`, for all interfaces as `0.0.0.0:8080`";

/// Whether a text may be an address, or the name of a host, with its port.
fn has_port(address: &str) -> bool {
    let parts = address.rsplit_once(':');
    parts.is_some_and(|(host, port)| !host.is_empty() && !host.contains('/') && port.parse::<u16>().is_ok())
}

impl Listener {
    /// An address and a port, as `127.0.0.1:8550`; port 0 lets the system choose one. Of a host name with several
    /// addresses, the first that can be opened.
    pub fn tcp(address: impl Display) -> Self {
        let address = address.to_string();
        let advice = if has_port(&address) { CHOSEN } else { WRITTEN };
        Listener { advice, ..Listener::at(Place::Address(address)) }
    }

    /// A port that the system chooses, on all interfaces: `[::]:0`, or `0.0.0.0:0` where there is no IPv6.
    pub fn any() -> Self {
        let has_ipv6 = std::net::TcpListener::bind("[::]:0").is_ok();
        Listener::tcp(if has_ipv6 { "[::]:0" } else { "0.0.0.0:0" })
    }

    /// The path of a unix socket. The socket of a process that is gone is replaced, any other file is not; the file
    /// goes when the listener stops.
    #[cfg(unix)]
    pub fn unix(path: impl Into<PathBuf>) -> Self {
        Listener::at(Place::Path(path.into()))
    }

    /// Its name, by which reports and [`Server::listeners`](crate::Server::listeners) call it; without one, its address.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Shares the port with other sockets that do so too (`SO_REUSEPORT`), for several processes of one program. The
    /// system spreads connections over them. Windows has nothing like it: there the port is one process's.
    pub fn reuse_port(mut self) -> Self {
        self.reuse_port = true;
        self
    }

    /// Speaks TLS.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Where the settings choose the address.
    pub(crate) fn configured(address: SocketAddr) -> Self {
        let advice = "settings `http.address` and `http.port` (for instance `--http.port=0`) choose another";
        Listener { advice, ..Listener::tcp(address) }
    }

    fn at(place: Place) -> Self {
        Listener {
            name: None,
            place,
            reuse_port: false,
            advice: CHOSEN,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

/// An open std listener, from socket activation for instance.
impl From<std::net::TcpListener> for Listener {
    fn from(listener: std::net::TcpListener) -> Self {
        Listener::at(Place::Tcp(listener))
    }
}

/// An open std listener, from socket activation for instance; its file is left alone.
#[cfg(unix)]
impl From<std::os::unix::net::UnixListener> for Listener {
    fn from(listener: std::os::unix::net::UnixListener) -> Self {
        Listener::at(Place::Unix(listener))
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Address(address) => f.write_str(address),
            Place::Tcp(listener) => match listener.local_addr() {
                Ok(address) => address.fmt(f),
                Err(_) => f.write_str("a bound socket"),
            },
            #[cfg(unix)]
            Place::Path(path) => path.display().fmt(f),
            #[cfg(unix)]
            Place::Unix(_) => f.write_str("a bound unix socket"),
        }
    }
}
