//! Who may see and do what: roles, authorities, passwords and tokens, and who it
//! is that asks. How these are kept is the store's, how they are asked for the
//! pages' and the command line's.

mod authority;
mod failures;
mod password;
mod role;
mod seat;
mod token;

pub use authority::{Authority, NotAnAuthority, Sight};
pub use failures::wait_after;
pub use password::{Checked, NotAPassword, Password, Strength};
pub use role::{NotARole, Role};
pub use seat::{Seat, User};
pub use token::{Token, TokenHash};

/// A name as it is looked for: folded, its words one space apart.
#[must_use]
pub fn name_key(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The most characters of a name of a person or a tablet.
pub const LONGEST_NAME: usize = 80;

/// A name of a person or a tablet, without the spaces around it and none of them
/// double; `None` where nothing is left, it is too long or holds signs nobody sees.
#[must_use]
pub fn proper_name(typed: &str) -> Option<String> {
    let words: Vec<_> = typed.split_whitespace().collect();
    let name = words.join(" ");
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    (fits && !name.chars().any(char::is_control)).then_some(name)
}
