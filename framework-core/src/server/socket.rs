//! Sockets that connections are accepted from.

use std::{io, net::SocketAddr, sync::Arc};
#[cfg(unix)]
use std::{os::unix::fs::FileTypeExt, path::PathBuf};

#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};
use tokio::{
    net::{TcpListener, TcpSocket},
    runtime::Handle,
};

use super::{stream::Stream, tls::Security};
use crate::{
    config::HttpSettings,
    listener::{Listener, Place},
    start_error::StartProblem,
};

/// Bytes of a connection that the system takes before it can send them.
#[cfg(any(target_os = "linux", target_os = "android"))]
const MOST_UNSENT: u32 = 48 * 1024;

/// Opens a listener.
///
/// # Errors
/// What the system says, with the address; and what is wrong with its certificates.
pub(super) async fn open(
    listener: Listener,
    settings: &HttpSettings,
    cores: &[Handle],
) -> Result<Opened, Vec<StartProblem>> {
    let sharing = Sharing::of(&listener, cores);
    let wanted = listener.place.to_string();
    let security = Security::of(&listener, &wanted, settings);
    match (Socket::open(listener.place, sharing).await, security) {
        (Ok(socket), Ok(security)) => {
            let address = socket.address().unwrap_or(wanted);
            Ok(Opened { name: listener.name.unwrap_or_else(|| address.clone()), address, socket, security })
        }
        (opened, security) => {
            let closed = |source| StartProblem::Listen { address: wanted, source, advice: listener.advice };
            let insecure = security.err().unwrap_or_default();
            Err(opened.err().map(closed).into_iter().chain(insecure).collect())
        }
    }
}

/// Who else may have a socket on the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sharing {
    Nobody,
    /// The other cores, each with its own, where the system can do that.
    Cores,
    /// Whoever shares it, too.
    Everybody,
}

impl Sharing {
    fn of(listener: &Listener, cores: &[Handle]) -> Self {
        match listener.reuse_port {
            true => Sharing::Everybody,
            false if cfg!(unix) && cores.len() > 1 => Sharing::Cores,
            false => Sharing::Nobody,
        }
    }
}

impl Socket {
    async fn open(place: Place, sharing: Sharing) -> io::Result<Self> {
        match place {
            Place::Address(address) => match sharing {
                Sharing::Nobody => TcpListener::bind(address).await.map(Socket::tcp),
                sharing => share_first(&address, sharing).await,
            },
            Place::Tcp(listener) => {
                listener.set_nonblocking(true)?;
                TcpListener::from_std(listener).map(Socket::tcp)
            }
            #[cfg(unix)]
            Place::Path(path) => {
                remove_stale(&path).await?;
                let listener = UnixListener::bind(&path)?;
                Ok(Socket::Unix(listener, Some(SocketFile::of(path))))
            }
            #[cfg(unix)]
            Place::Unix(listener) => {
                listener.set_nonblocking(true)?;
                Ok(Socket::Unix(UnixListener::from_std(listener)?, None))
            }
        }
    }
}

/// As tokio binds, with one option more.
async fn share_first(address: &str, sharing: Sharing) -> io::Result<Socket> {
    let mut failed = io::Error::new(io::ErrorKind::InvalidInput, "the name has no address");
    for address in tokio::net::lookup_host(address).await? {
        match share(address, sharing) {
            Ok(listener) => return Ok(Socket::tcp(listener)),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "other systems have no such option"))]
fn share(address: SocketAddr, sharing: Sharing) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    // Cores share what is theirs alone: who is there already is in the way until the socket is bound.
    #[cfg(unix)]
    socket.set_reuseport(sharing == Sharing::Everybody)?;
    socket.bind(address)?;
    #[cfg(unix)]
    socket.set_reuseport(true)?;
    socket.listen(1024)
}

/// Removes the socket of a process that is gone.
#[cfg(unix)]
async fn remove_stale(path: &std::path::Path) -> io::Result<()> {
    let Ok(metadata) = std::fs::symlink_metadata(path) else { return Ok(()) };
    if !metadata.file_type().is_socket() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file, and it is no socket"));
    }
    match UnixStream::connect(path).await {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(path),
        _ => Err(io::Error::new(io::ErrorKind::AddrInUse, "another process listens there")),
    }
}

/// A listener that is open.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) socket: Socket,
    /// None in clear.
    pub(super) security: Option<Arc<Security>>,
}

/// An open socket of any kind.
#[derive(Debug)]
pub(super) enum Socket {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener, Option<SocketFile>),
}

/// The file of a unix socket, gone with it unless another has taken its place.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct SocketFile {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

#[cfg(unix)]
impl SocketFile {
    fn of(path: PathBuf) -> Self {
        let identity = SocketFile::identity(&path);
        SocketFile { path, identity }
    }

    fn identity(path: &std::path::Path) -> Option<(u64, u64)> {
        use std::os::unix::fs::MetadataExt;
        std::fs::symlink_metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
    }
}

#[cfg(unix)]
impl Drop for SocketFile {
    fn drop(&mut self) {
        if self.identity.is_some() && SocketFile::identity(&self.path) == self.identity {
            let _best_effort = std::fs::remove_file(&self.path);
        }
    }
}

impl Socket {
    /// Its connections inherit that the system keeps little for them that it may not send yet: of a client that reads
    /// slowly it would otherwise keep megabytes, and take them without an end to be seen.
    fn tcp(listener: TcpListener) -> Self {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let _best_effort = socket2::SockRef::from(&listener).set_tcp_notsent_lowat(MOST_UNSENT);
        Socket::Tcp(listener)
    }

    fn address(&self) -> Option<String> {
        match self {
            Socket::Tcp(listener) => listener.local_addr().ok().map(|address| address.to_string()),
            #[cfg(unix)]
            Socket::Unix(listener, _) => {
                listener.local_addr().ok()?.as_pathname().map(|path| path.display().to_string())
            }
        }
    }

    /// One for each core, registered with its runtime: a socket that was opened to share its port has others beside it,
    /// any other is one queue of which all take.
    pub(super) fn spread(self, cores: &[Handle]) -> io::Result<Vec<Socket>> {
        match self {
            Socket::Tcp(listener) => {
                let (address, listener) = (listener.local_addr()?, listener.into_std()?);
                let on = |(core, handle): (usize, &Handle)| {
                    let _entered = handle.enter();
                    let shared = if core == 0 { None } else { share(address, Sharing::Everybody).ok() };
                    shared.map_or_else(|| TcpListener::from_std(listener.try_clone()?), Ok).map(Socket::tcp)
                };
                cores.iter().enumerate().map(on).collect()
            }
            #[cfg(unix)]
            Socket::Unix(listener, file) => {
                let (listener, mut file) = (listener.into_std()?, file);
                let on = |handle: &Handle| {
                    let _entered = handle.enter();
                    Ok(Socket::Unix(UnixListener::from_std(listener.try_clone()?)?, file.take()))
                };
                cores.iter().map(on).collect()
            }
        }
    }

    pub(super) fn tcp_address(&self) -> Option<SocketAddr> {
        match self {
            Socket::Tcp(listener) => listener.local_addr().ok(),
            #[cfg(unix)]
            Socket::Unix(..) => None,
        }
    }

    pub(super) async fn accept(&self) -> io::Result<(Stream, Option<SocketAddr>)> {
        match self {
            Socket::Tcp(listener) => listener.accept().await.map(|(stream, peer)| (of_tcp(stream), Some(peer))),
            #[cfg(unix)]
            Socket::Unix(listener, _) => listener.accept().await.map(|(stream, _)| (Stream::Unix(stream), None)),
        }
    }

    /// What has arrived and was not accepted yet; after that it is closed.
    pub(super) fn into_rest(self) -> io::Result<Vec<(Stream, Option<SocketAddr>)>> {
        let mut rest = Vec::new();
        match self {
            Socket::Tcp(listener) => {
                // The system is asked itself: the runtime may not have heard of them yet.
                let listener = listener.into_std()?;
                while let Ok((stream, peer)) = listener.accept() {
                    stream.set_nonblocking(true)?;
                    rest.push((of_tcp(tokio::net::TcpStream::from_std(stream)?), Some(peer)));
                }
            }
            #[cfg(unix)]
            Socket::Unix(listener, _file) => {
                let listener = listener.into_std()?;
                while let Ok((stream, _)) = listener.accept() {
                    stream.set_nonblocking(true)?;
                    rest.push((Stream::Unix(UnixStream::from_std(stream)?), None));
                }
            }
        }
        Ok(rest)
    }
}

/// Without `TCP_NODELAY`, small answers wait for the acknowledgement of the one before.
fn of_tcp(stream: tokio::net::TcpStream) -> Stream {
    let _best_effort = stream.set_nodelay(true);
    Stream::Tcp(stream)
}
