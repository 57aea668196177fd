//! The addresses of this machine, by which others of its networks reach it: as the
//! kernel lists them, where it does. No crate: two files to read, on the systems that
//! offices serve from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The kernel's routes of IPv4; those of the machine itself are marked as local.
const ROUTES: &str = "/proc/net/fib_trie";
/// Its addresses of IPv6.
const SIXES: &str = "/proc/net/if_inet6";

/// Every address at which this machine listens to others; none where the system does
/// not list them like this.
pub(super) fn of_this_machine() -> Vec<IpAddr> {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    let fours = fours(&read(ROUTES)).into_iter().map(IpAddr::V4);
    let sixes = sixes(&read(SIXES)).into_iter().map(IpAddr::V6);
    fours.chain(sixes).collect()
}

/// Addresses of routes of one host that are the machine's own.
fn fours(routes: &str) -> Vec<Ipv4Addr> {
    let mut found = Vec::new();
    let mut last = None;
    for line in routes.lines() {
        let line = line.trim_start_matches([' ', '|', '+', '-']);
        if let Ok(address) = line.trim().parse::<Ipv4Addr>() {
            last = Some(address);
        } else if line.starts_with("/32 host LOCAL") {
            let own = last.filter(|own| !own.is_loopback() && !found.contains(own));
            found.extend(own);
        }
    }
    found
}

/// Addresses that hold beyond one line; others cannot be written in an address of the
/// web.
fn sixes(listed: &str) -> Vec<Ipv6Addr> {
    let read = |line: &str| {
        let digits = line.split(' ').next()?;
        let bits = u128::from_str_radix(digits, 16).ok()?;
        Some(Ipv6Addr::from_bits(bits)).filter(|_| digits.len() == 32)
    };
    let beyond = |one: &Ipv6Addr| !one.is_loopback() && !one.is_unicast_link_local();
    listed.lines().filter_map(read).filter(beyond).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two networks, as Linux 6 lists them (documentation of `fib_trie`).
    const TWO: &str = "\
Local:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 127.0.0.0/8 2 0 2
        +-- 127.0.0.0/31 1 0 0
           |-- 127.0.0.0
              /8 host LOCAL
           |-- 127.0.0.1
              /32 host LOCAL
        |-- 127.255.255.255
           /32 link BROADCAST
     +-- 192.168.1.0/24 2 0 2
        |-- 192.168.1.20
           /32 host LOCAL
        |-- 192.168.1.255
           /32 link BROADCAST
     |-- 10.0.0.7
        /32 host LOCAL
";

    #[test]
    fn every_address_of_the_machine_is_found_and_none_of_the_networks() {
        let expected = ["192.168.1.20", "10.0.0.7"].map(|one| one.parse::<Ipv4Addr>().unwrap());
        assert_eq!(fours(&[TWO, TWO].concat()), expected);
        assert!(fours("").is_empty());
    }

    #[test]
    fn addresses_of_one_line_are_no_addresses_for_others() {
        let listed = "00000000000000000000000000000001 01 80 10 80       lo\n\
            fe800000000000000a0027fffe4e66a1 02 40 20 80     eth0\n\
            20010db8000000000000000000000007 02 40 00 80     eth0\n";
        assert_eq!(sixes(listed), ["2001:db8::7".parse::<Ipv6Addr>().unwrap()]);
    }
}
