//! What a line of the table says of itself to programs: what is asked, what is
//! answered, by which schema of `docs/schema/`. Of it `openapi.rs` makes the
//! document.

/// What is said of an address of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name, for programs.
    pub(crate) name: &'static str,
    /// What it is for.
    pub(crate) says: &'static str,
    /// What may stand after `?`, with what it is for.
    pub(crate) query: &'static [(&'static str, &'static str)],
    /// Headers that may come with it, with what they are for.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// The schema of the body.
    pub(crate) body: Option<&'static str>,
    /// What is answered when it was done: status, schema, when.
    pub(crate) answers: &'static [(u16, Option<&'static str>, &'static str)],
    /// What is answered when it was not: status, when.
    pub(crate) problems: &'static [(u16, &'static str)],
}

/// Says nothing yet.
const QUIET: About = About {
    name: "",
    says: "",
    query: &[],
    headers: &[],
    body: None,
    answers: &[],
    problems: &[],
};

const KNOWN: (u16, Option<&str>, &str) = (304, None, "Nothing changed since that tag.");
const TAGGED: &[(&str, &str)] = &[
    ("If-None-Match", "The tag of the answer that is there."),
    ("Accept-Encoding", "With `br`, the answer is compressed."),
];
const UNREADABLE: &[(u16, &str)] = &[(422, "The cursor cannot be read; `field` names it.")];
const SINCE: &[(&str, &str)] = &[(
    "since",
    "The cursor of the last answer; without it, all rows.",
)];

pub(super) const HEALTH: About = About {
    name: "health",
    says: "Whether the program answers at all.",
    answers: &[(200, Some("state"), "It does.")],
    ..QUIET
};
pub(super) const READY: About = About {
    name: "ready",
    says: "Whether documents can be kept: the database answers, the folder of files can be written \
           and has room.",
    answers: &[(200, Some("state"), "They can.")],
    problems: &[(503, "They cannot; `failing` names what it is.")],
    ..QUIET
};
pub(super) const DESCRIPTION: About = About {
    name: "description",
    says: "This document.",
    answers: &[(200, Some("openapi"), "OpenAPI 3.1.")],
    ..QUIET
};
pub(super) const OFFICE: About = About {
    name: "office",
    says: "What the office is, and what it wants of tablets.",
    answers: &[(200, Some("office"), "What it says.")],
    ..QUIET
};
pub(super) const ENROL: About = About {
    name: "enrol",
    says: "Gives a tablet its token, by a link.",
    body: Some("enrol"),
    answers: &[(201, Some("enrolment"), "The tablet is enrolled.")],
    problems: &[
        (400, "The body is no JSON object."),
        (403, "The link is of no use to this device."),
        (
            422,
            "A member is missing or of another form; `field` names it.",
        ),
    ],
    ..QUIET
};
pub(super) const ENROLMENT: About = About {
    name: "enrolment",
    says: "Who the tablet is enrolled as.",
    answers: &[(200, Some("enrolment"), "Who it is.")],
    ..QUIET
};
pub(super) const NUMBERS: About = About {
    name: "numbers",
    says: "The tablet's minutes numbers of a year, with another block where it runs out.",
    body: Some("ask-numbers"),
    answers: &[(200, Some("numbers"), "All blocks of that year.")],
    problems: &[
        (400, "The body is no JSON object."),
        (
            422,
            "A member is missing or of another form; `field` names it.",
        ),
    ],
    ..QUIET
};
pub(super) const PACKS: About = About {
    name: "packs",
    says: "The editions of the rules that the office judges with.",
    headers: TAGGED,
    answers: &[(200, Some("packs"), "All of them."), KNOWN],
    ..QUIET
};
pub(super) const PLAN: About = About {
    name: "plan",
    says: "The visits the office wants made, or what changed of them.",
    query: SINCE,
    headers: TAGGED,
    problems: UNREADABLE,
    answers: &[
        (200, Some("plan"), "Rows, and ids of those that are gone."),
        KNOWN,
    ],
    ..QUIET
};
pub(super) const REGISTER: About = About {
    name: "register",
    says: "The establishments the office knows, or what changed of them.",
    query: SINCE,
    headers: TAGGED,
    problems: UNREADABLE,
    answers: &[
        (
            200,
            Some("register"),
            "Rows, and ids of those that are gone.",
        ),
        KNOWN,
    ],
    ..QUIET
};
pub(super) const UPLOAD: About = About {
    name: "upload",
    says: "Keeps one document. A receipt comes after it is on the disk.",
    headers: &[
        ("Content-Digest", "The SHA-256 of the body (RFC 9530)."),
        (
            "Idempotency-Key",
            "The document's id, as a string (RFC 9651).",
        ),
    ],
    body: Some("envelope"),
    answers: &[
        (201, Some("receipt"), "It is new, and kept."),
        (
            200,
            Some("receipt"),
            "It was kept before; the first receipt.",
        ),
    ],
    problems: &[
        (
            400,
            "The body is no envelope, or of a version or kind that is not supported.",
        ),
        (408, "The body did not come whole: send it again."),
        (409, "Another document has the id; both are kept."),
        (413, "The body, or the file in it, is too large."),
        (415, "The body is not declared as JSON."),
        (
            422,
            "It is not what it promises to be; `field` names what cannot be read.",
        ),
    ],
    ..QUIET
};
