//! Frames (RFC 6455, section 5): what comes is read as it comes, and judged at the first byte that cannot be right.

use bytes::{BufMut, Bytes, BytesMut};

/// What has been read whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    Text(String),
    Binary(Bytes),
    Ping(Bytes),
    Pong,
    /// With a code and a reason, if there are.
    Close(Option<(u16, String)>),
}

/// Why a connection fails: the code that says so, and a word for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Violation {
    pub(super) code: u16,
    pub(super) reason: &'static str,
}

/// Close codes (section 7.4.1).
pub(super) mod code {
    pub(crate) const NORMAL: u16 = 1000;
    pub(crate) const AWAY: u16 = 1001;
    pub(crate) const PROTOCOL: u16 = 1002;
    /// A close frame without a code; stands in none (section 7.1.5).
    pub(crate) const NONE: u16 = 1005;
    /// An end without a close frame; stands in none.
    pub(crate) const ABNORMAL: u16 = 1006;
    pub(crate) const INVALID: u16 = 1007;
    pub(crate) const POLICY: u16 = 1008;
    pub(crate) const TOO_BIG: u16 = 1009;
    pub(crate) const ERROR: u16 = 1011;
}

/// Whether a code may stand in a frame: those of the RFC, those registered since, and those of programs (section 7.4.2).
pub(crate) fn may_be_sent(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// The longest payload of a control frame.
const CONTROL: usize = 125;

/// What kind of frame it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opcode {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

impl Opcode {
    fn of(byte: u8) -> Option<Self> {
        Some(match byte & 0x0f {
            0 => Opcode::Continuation,
            1 => Opcode::Text,
            2 => Opcode::Binary,
            8 => Opcode::Close,
            9 => Opcode::Ping,
            10 => Opcode::Pong,
            _ => return None,
        })
    }

    fn is_control(self) -> bool {
        self as u8 >= 8
    }
}

/// Reads frames. It keeps no more than has come.
#[derive(Debug)]
pub(super) struct Decoder {
    /// How long the mask of a frame is, in bytes: a client masks all of them, a server none (section 5.1).
    mask: usize,
    frame_limit: u64,
    message_limit: u64,
    /// The head of the next frame, as far as it is there.
    head: Vec<u8>,
    frame: Option<Frame>,
    /// The message that has begun: whether it is text, and what there is of it.
    message: Option<Partial>,
    /// The payload of a control frame, which may stand between those of a message.
    control: Vec<u8>,
}

/// A frame whose head has been read.
#[derive(Debug)]
struct Frame {
    opcode: Opcode,
    is_last: bool,
    mask: [u8; 4],
    /// Bytes of its payload that are still to come.
    left: u64,
}

#[derive(Debug, Default)]
struct Partial {
    is_text: bool,
    data: Vec<u8>,
    /// Up to where it is known to be UTF-8.
    valid: usize,
}

impl Decoder {
    /// Reads what a client sends.
    pub(super) fn new(frame_limit: usize, message_limit: usize) -> Self {
        let (frame_limit, message_limit) = (frame_limit as u64, message_limit as u64);
        let (head, control) = (Vec::with_capacity(14), Vec::new());
        Decoder { mask: 4, frame_limit, message_limit, head, frame: None, message: None, control }
    }

    /// Reads what a server sends, of any size.
    pub(super) fn of_server() -> Self {
        Decoder { mask: 0, ..Decoder::new(usize::MAX, usize::MAX) }
    }

    /// Takes bytes from the input until something is whole; none, when the input is used up before.
    ///
    /// # Errors
    /// The other end breaks the protocol or a limit; nothing can be read after that.
    pub(super) fn decode(&mut self, input: &mut &[u8]) -> Result<Option<Event>, Violation> {
        loop {
            if self.frame.is_none() {
                let Some(frame) = self.head(input)? else { return Ok(None) };
                self.frame = Some(frame);
            }
            let Some(frame) = &mut self.frame else { continue };
            let most = usize::try_from(frame.left).unwrap_or(usize::MAX).min(input.len());
            let (taken, rest) = input.split_at(most);
            *input = rest;
            let into = if frame.opcode.is_control() {
                &mut self.control
            } else {
                &mut self.message.get_or_insert_default().data
            };
            let from = into.len();
            into.extend_from_slice(taken);
            into[from..].iter_mut().enumerate().for_each(|(at, byte)| *byte ^= frame.mask[at & 3]);
            frame.mask.rotate_left(most & 3);
            frame.left -= most as u64;
            let (opcode, is_whole, is_last) = (frame.opcode, frame.left == 0, frame.is_last);
            if let Some(message) = &mut self.message {
                message.check()?;
            }
            if !is_whole {
                return Ok(None);
            }
            self.frame = None;
            if opcode.is_control() {
                return control(opcode, std::mem::take(&mut self.control)).map(Some);
            }
            if is_last {
                return self.message.take().unwrap_or_default().whole().map(Some);
            }
        }
    }

    /// The head of a frame, once all of it is there.
    fn head(&mut self, input: &mut &[u8]) -> Result<Option<Frame>, Violation> {
        while let Some((byte, rest)) = input.split_first() {
            *input = rest;
            self.head.push(*byte);
            let opcode = self.first()?;
            let Some(second) = self.head.get(1).copied() else { continue };
            if (second & 0x80 != 0) != (self.mask > 0) {
                return Err(protocol("a frame of a client is masked, one of a server is not"));
            }
            let short = u64::from(second & 0x7f);
            if opcode.is_control() && short > CONTROL as u64 {
                return Err(protocol("a control frame is short"));
            }
            let more = match short {
                126 => 2,
                127 => 8,
                _ => 0,
            };
            if self.head.len() < 2 + more {
                continue;
            }
            let length = if more == 0 {
                short
            } else {
                self.head[2..2 + more].iter().fold(0, |length, byte| length << 8 | u64::from(*byte))
            };
            self.length(opcode, length, more)?;
            if self.head.len() < 2 + more + self.mask {
                continue;
            }
            let mut mask = [0; 4];
            mask[..self.mask].copy_from_slice(&self.head[2 + more..]);
            let is_last = self.head[0] & 0x80 != 0;
            self.head.clear();
            if matches!(opcode, Opcode::Text | Opcode::Binary) {
                self.message = Some(Partial { is_text: opcode == Opcode::Text, ..Partial::default() });
            }
            return Ok(Some(Frame { opcode, is_last, mask, left: length }));
        }
        Ok(None)
    }

    /// Judges the first byte.
    fn first(&self) -> Result<Opcode, Violation> {
        let first = self.head[0];
        if first & 0x70 != 0 {
            return Err(protocol("no extension gives the reserved bits a meaning"));
        }
        let opcode = Opcode::of(first).ok_or(protocol("the opcode is reserved"))?;
        match opcode {
            Opcode::Continuation if self.message.is_none() => Err(protocol("nothing is to be continued")),
            Opcode::Text | Opcode::Binary if self.message.is_some() => Err(protocol("the message before is not whole")),
            _ if opcode.is_control() && first & 0x80 == 0 => Err(protocol("a control frame is not fragmented")),
            _ => Ok(opcode),
        }
    }

    /// Judges a length before any of it has come; `more` is the number of bytes in which it is written.
    fn length(&self, opcode: Opcode, length: u64, more: usize) -> Result<(), Violation> {
        let is_shortest = match more {
            2 => length > 125,
            8 => length > 0xffff && length >> 63 == 0,
            _ => true,
        };
        if !is_shortest {
            return Err(protocol("a length is written in as few bytes as it takes"));
        }
        if opcode.is_control() {
            return Ok(());
        }
        if length > self.frame_limit {
            return Err(Violation { code: code::TOO_BIG, reason: "the frame is too big" });
        }
        let before = self.message.as_ref().map_or(0, |message| message.data.len() as u64);
        if length.saturating_add(before) > self.message_limit {
            return Err(Violation { code: code::TOO_BIG, reason: "the message is too big" });
        }
        Ok(())
    }
}

impl Partial {
    /// Fails at the first byte that no further ones can make UTF-8.
    fn check(&mut self) -> Result<(), Violation> {
        if !self.is_text {
            return Ok(());
        }
        match std::str::from_utf8(&self.data[self.valid..]) {
            Ok(text) => self.valid += text.len(),
            Err(error) if error.error_len().is_none() => self.valid += error.valid_up_to(),
            Err(_) => return Err(NOT_UTF8),
        }
        Ok(())
    }

    fn whole(self) -> Result<Event, Violation> {
        match self.is_text {
            true => String::from_utf8(self.data).map(Event::Text).map_err(|_| NOT_UTF8),
            false => Ok(Event::Binary(self.data.into())),
        }
    }
}

const NOT_UTF8: Violation = Violation { code: code::INVALID, reason: "a text is UTF-8" };

fn protocol(reason: &'static str) -> Violation {
    Violation { code: code::PROTOCOL, reason }
}

fn control(opcode: Opcode, payload: Vec<u8>) -> Result<Event, Violation> {
    match opcode {
        Opcode::Ping => Ok(Event::Ping(payload.into())),
        Opcode::Close => match *payload {
            [] => Ok(Event::Close(None)),
            [_] => Err(protocol("a close code is two bytes")),
            [high, low, ref reason @ ..] => {
                let code = u16::from_be_bytes([high, low]);
                if !may_be_sent(code) {
                    return Err(protocol("the close code is reserved"));
                }
                let reason = std::str::from_utf8(reason).map_err(|_| NOT_UTF8)?;
                Ok(Event::Close(Some((code, reason.to_owned()))))
            }
        },
        _ => Ok(Event::Pong),
    }
}

/// Writes the head of a frame that is whole, as a server does: it masks nothing.
pub(super) fn write_head(opcode: Opcode, length: usize, into: &mut BytesMut) {
    into.put_u8(0x80 | opcode as u8);
    match length {
        ..=125 => into.put_u8(length as u8),
        126..=0xffff => {
            into.put_u8(126);
            into.put_u16(length as u16);
        }
        _ => {
            into.put_u8(127);
            into.put_u64(length as u64);
        }
    }
}

/// The payload of a close frame; the reason is cut where it is too long.
pub(super) fn close(code: u16, reason: &str) -> Bytes {
    let end = reason.floor_char_boundary(CONTROL - 2);
    let mut payload = BytesMut::with_capacity(2 + end);
    payload.put_u16(code);
    payload.put_slice(&reason.as_bytes()[..end]);
    payload.freeze()
}

#[cfg(test)]
mod tests;
