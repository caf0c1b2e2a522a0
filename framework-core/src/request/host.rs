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
    let (host, port) = match bytes.first() {
        Some(b'[') => match bytes.iter().position(|byte| *byte == b']') {
            Some(end) => bytes.split_at(end + 1),
            None => return false,
        },
        _ => bytes.split_at(bytes.iter().position(|byte| *byte == b':').unwrap_or(bytes.len())),
    };
    let port_is_valid = match port {
        [] => true,
        [b':'] => true,
        [b':', digits @ ..] => {
            let number = digits.iter().try_fold(0_u32, |number, digit| {
                let number = number * 10 + u32::from(digit.is_ascii_digit().then(|| digit - b'0')?);
                (number <= u32::from(u16::MAX)).then_some(number)
            });
            number.is_some()
        }
        _ => false,
    };
    let host_is_valid = match host {
        [] => false,
        [b'[', address @ .., b']'] => {
            std::str::from_utf8(address).is_ok_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok())
        }
        name => name.iter().all(|byte| NAME[usize::from(*byte)]),
    };
    host_is_valid && port_is_valid
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
