//! The form of a host.

/// Which bytes a name may have: every request is asked for each of its host's.
const NAME: [bool; 256] = {
    let mut allowed = [false; 256];
    let mut byte = 0;
    while byte < allowed.len() {
        allowed[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let signs = b"-._~%!$&'()*+,;=";
    let mut index = 0;
    while index < signs.len() {
        allowed[signs[index] as usize] = true;
        index += 1;
    }
    allowed
};

/// `host` or `host:port`, without user information (RFC 9110, section 7.2; RFC 3986, section 3.2.2).
pub(crate) fn is_host(bytes: &[u8]) -> bool {
    let end = match bytes {
        [b'[', rest @ ..] => {
            let Some(length) = rest.iter().position(|byte| *byte == b']') else { return false };
            let address = std::str::from_utf8(&rest[..length]).unwrap_or_default();
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return false;
            }
            length + "[]".len()
        }
        name => name.iter().position(|byte| !NAME[usize::from(*byte)]).unwrap_or(name.len()),
    };
    end > 0 && is_port(&bytes[end..])
}

/// Nothing, or a colon and a number or nothing.
fn is_port(bytes: &[u8]) -> bool {
    let [b':', digits @ ..] = bytes else { return bytes.is_empty() };
    if digits.len() <= "9999".len() {
        return digits.iter().all(u8::is_ascii_digit);
    }
    let number = digits.iter().try_fold(0, |number: u32, digit| {
        let digit = digit.wrapping_sub(b'0');
        let number = number * 10 + u32::from(digit);
        (digit <= 9 && number <= u32::from(u16::MAX)).then_some(number)
    });
    number.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_with_an_optional_port() {
        let cases = [
            ("localhost", true),
            ("example.com:8080", true),
            ("127.0.0.1:0", true),
            ("[::1]", true),
            ("[::1]:80", true),
            ("xn--fiq228c.example", true),
            ("a:", true),
            ("", false),
            (":80", false),
            ("user@host", false),
            ("a/b", false),
            ("a b", false),
            ("a:b", false),
            ("a:1:2", false),
            ("[::1", false),
            ("[x]", false),
            ("[::1]x", false),
            ("a:123456", false),
            ("a:99999", false),
            ("a?b", false),
        ];
        for (text, valid) in cases {
            assert_eq!(is_host(text.as_bytes()), valid, "{text}");
        }
    }
}
