//! What a line can do to a document. How it is done is the line's.

use std::time::Duration;

/// What becomes of a document on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It arrives, and so does the answer.
    Through,
    /// A network's sign-in page instead of everything, the app's files too.
    SignInPage,
    /// A redirect to that page, from everywhere.
    SignInRedirect,
    /// The files that the app loads later are not there.
    NothingLater,
    /// The answer is held back until it is let go, and comes byte by byte.
    Slow {
        /// After each byte of its body.
        between: Duration,
    },
    /// Both connections are cut after so many bytes of the document.
    CutUpload {
        /// Bytes of the request's body.
        after: usize,
    },
    /// The office answers, and the line is cut after so many bytes of that.
    CutAnswer {
        /// Bytes of the answer's body.
        after: usize,
    },
    /// The office answers, and nothing of it comes back.
    Swallow,
    /// The same, and the connection stays open for ever.
    Hang,
    /// A receipt for other bytes.
    OtherReceipt,
    /// The office takes it, and its receipt comes as a 409.
    KnownByConflict,
    /// This, and the office hears nothing.
    Answer {
        /// The status.
        status: u16,
        /// Seconds.
        retry_after: Option<u32>,
        /// The title of a problem document; else a page of HTML comes.
        problem: Option<&'static str>,
    },
}

impl Mode {
    /// What it is called in the count.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Through => "through".to_owned(),
            Self::SignInPage => "sign-in page".to_owned(),
            Self::SignInRedirect => "sign-in redirect".to_owned(),
            Self::NothingLater => "nothing later".to_owned(),
            Self::Slow { .. } => "slow".to_owned(),
            Self::CutUpload { .. } => "upload cut".to_owned(),
            Self::CutAnswer { .. } => "answer cut".to_owned(),
            Self::Swallow => "answer lost".to_owned(),
            Self::Hang => "never answered".to_owned(),
            Self::OtherReceipt => "receipt for other bytes".to_owned(),
            Self::KnownByConflict => "409 with receipt".to_owned(),
            Self::Answer {
                status,
                retry_after,
                problem,
            } => {
                let wait = retry_after.map_or("", |_| " with Retry-After");
                let page = problem.map_or(" page", |_| "");
                format!("{status}{page}{wait}")
            }
        }
    }

    /// Whether it stands before this path of the app too.
    pub(super) fn stands_before(&self, path: &str) -> bool {
        match self {
            Self::SignInPage | Self::SignInRedirect => true,
            Self::NothingLater => path.starts_with("/later/"),
            _ => false,
        }
    }
}
