//! What the office says when a tablet asks to be enrolled, or for numbers.

use inspection::{FromJson, Member, read_json};

use super::{Problem, Reply};
use crate::enrolment::{Block, Enrolment};

/// The office's word that this tablet is enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled(pub Enrolment);

/// Why a tablet was not enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotEnrolled {
    /// Nobody answered, or somebody else than the office: try again.
    Unreachable,
    /// The link was used by another tablet, or is too old: ask for another.
    LinkNotValid,
    /// The link is for a tablet that is another device: ask for one of its own.
    OtherDevice,
    /// The office did not take it, and says why.
    Refused(String),
    /// The tablet could not keep the answer: try again.
    NotKept,
}

impl Enrolled {
    /// Reads the answer to a try to enrol.
    ///
    /// # Errors
    /// [`NotEnrolled`] says what to do.
    pub fn read(reply: &Reply) -> Result<Self, NotEnrolled> {
        let Reply::Response { status, body, .. } = reply else {
            return Err(NotEnrolled::Unreachable);
        };
        if *status == 201 {
            let read: Option<Self> = read_json(body).ok();
            let enrolled = read.filter(|Self(enrolment)| !enrolment.token.is_empty());
            return enrolled.ok_or(NotEnrolled::Unreachable);
        }
        Err(match Problem::read(*status, body) {
            Some(problem) => match problem.kind.as_str() {
                "/problems/link-not-valid" => NotEnrolled::LinkNotValid,
                "/problems/other-device" => NotEnrolled::OtherDevice,
                _ if (400..500).contains(status) => NotEnrolled::Refused(problem.detail),
                _ => NotEnrolled::Unreachable,
            },
            None => NotEnrolled::Unreachable,
        })
    }

    /// The blocks of an answer to a question for numbers; `None` where it is none.
    #[must_use]
    pub fn blocks(reply: &Reply) -> Option<Vec<Block>> {
        let Reply::Response {
            status: 200, body, ..
        } = reply
        else {
            return None;
        };
        let Blocks(blocks) = read_json(body).ok()?;
        Some(blocks)
    }
}

impl FromJson for Enrolled {
    fn from_json(from: &Member<'_>) -> Self {
        Self(Enrolment {
            token: from.get("token"),
            name: from.get("name"),
            authority: from.member("authority").get("name"),
            numbers: from.get("numbers"),
            taken: Vec::new(),
        })
    }
}

struct Blocks(Vec<Block>);

impl FromJson for Blocks {
    fn from_json(from: &Member<'_>) -> Self {
        Self(from.get("numbers"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &str) -> Reply {
        Reply::Response {
            status,
            retry_after: None,
            body: body.to_owned(),
        }
    }

    /// The answer of API.md.
    #[test]
    fn the_answer_of_the_contract_is_read() {
        let body = r#"{"token":"ab","name":"Máy 1",
            "authority":{"code":"hanh-thong","name":"Phường Hạnh Thông"},
            "numbers":[{"year":2026,"first":41,"last":60}]}"#;
        let Enrolled(read) = Enrolled::read(&reply(201, body)).unwrap();
        assert_eq!((read.token.as_str(), read.name.as_str()), ("ab", "Máy 1"));
        assert_eq!(read.authority, "Phường Hạnh Thông");
        assert_eq!((read.next(2026), read.left(2026)), (Some(41), 20));
    }

    #[test]
    fn what_keeps_a_tablet_out_says_what_to_do() {
        let problem = |kind: &str| format!(r#"{{"type":"/problems/{kind}","detail":"because"}}"#);
        for (given, expected) in [
            (Reply::Unreachable, NotEnrolled::Unreachable),
            (Reply::TimedOut, NotEnrolled::Unreachable),
            (reply(200, "<html>sign in</html>"), NotEnrolled::Unreachable),
            (reply(201, "{}"), NotEnrolled::Unreachable),
            (reply(403, "<html>"), NotEnrolled::Unreachable),
            (
                reply(503, &problem("unavailable")),
                NotEnrolled::Unreachable,
            ),
            (
                reply(403, &problem("link-not-valid")),
                NotEnrolled::LinkNotValid,
            ),
            (
                reply(403, &problem("other-device")),
                NotEnrolled::OtherDevice,
            ),
            (
                reply(422, &problem("unreadable")),
                NotEnrolled::Refused("because".to_owned()),
            ),
        ] {
            assert_eq!(Enrolled::read(&given), Err(expected), "{given:?}");
        }
    }
}
