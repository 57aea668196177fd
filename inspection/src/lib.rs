//! The shared language of tablet and office: what an inspection is, what it
//! lacks, what the rules say of it, and the bytes it becomes.
//!
//! Pure: no clock, randomness, network, storage or floats. Time and ids are
//! arguments. What a person types goes in as text and comes out either as a
//! [`Gap`] that names its field, or as part of an immutable [`Inspection`].

mod assessment;
mod attachment;
mod barcode;
mod basis;
mod by_key;
mod calculate;
mod canonical;
mod check;
mod checklist;
mod correction;
mod draft;
mod evidence;
mod exact;
mod file;
mod filled;
#[cfg(feature = "office")]
mod follow_up;
mod form;
mod gap;
mod id;
mod inspection;
mod json;
mod lapsing;
mod listed;
mod live;
mod members;
mod metrology;
mod minutes;
pub mod moment;
mod next_visit;
mod observed;
mod order;
mod outcome;
mod photo;
mod picture;
mod reading;
mod recorded;
mod register;
mod report;
mod rules;
mod signing;
mod stamp;
mod tables;
#[cfg(feature = "office")]
mod tally;
mod trial;
mod validity;
mod wire;

pub use assessment::{
    Amount, Assessment, Doubt, Favours, Figures, Finding, Limit, Severity, Verdict,
};
pub use attachment::Attachment;
pub use barcode::{Barcode, BarcodeError, BarcodeKind};
pub use basis::basis_gap;
pub use by_key::ByKey;
#[cfg(feature = "office")]
pub use calculate::read_request;
pub use calculate::{CalculateError, Fault, calculate};
pub use canonical::{CanonicalError, canonical_json};
pub use check::{Check, CheckContent, CheckKind, Discrepancy, reassess};
pub use checklist::{Answered, Response};
pub use correction::Correction;
pub use draft::{Answers, CheckDraft, Closing, Draft, Head, REGISTER_FIELD};
pub use evidence::{Basis, Days, Evidence, Term};
pub use file::{AttachmentType, Encoded, PhotoType};
#[cfg(feature = "office")]
pub use file::{ContentError, LARGEST_CONTENT};
pub use filled::filled;
#[cfg(feature = "office")]
pub use follow_up::{Aftermath, FollowUp, FollowUpKind, Later, LookedAt, Settled};
pub use form::{Content, Field, Input, Section, check_sections, closing_sections, visit_sections};
pub use gap::{Gap, GapReason, Place};
pub use id::{CheckId, DeviceId, Digest, DocumentId, InspectionId, NotADigest};
pub use inspection::{Establishment, Inspection, Link, PackName, WithoutChecks};
pub use json::{NotJson, NotWritten, json_members, parse_json, verbatim_json, write_json};
pub use listed::Listed;
pub use live::{live_items, live_readings};
pub use members::{FromJson, Member, NotRead, read_json};
pub use minutes::{
    Block, Code, DOTS, Fact, Foot, Header, Minutes, Part, Person, Row, Signature, Table, forms_for,
    minutes, signers, words,
};
pub use next_visit::next_visit;
pub use order::put_in_order;
pub use outcome::{Outcome, OutcomeResult};
pub use photo::{Photo, PhotoName, PhotoTaken, Position};
pub use picture::{Exif, NotAPicture, Picture};
pub use reading::{read_count, read_date, read_date_or_month, read_decimal};
pub use recorded::{Fields, Recorded};
pub use register::{
    Found, LastInspection, LastResult, PlanRow, Point, Register, RegisterRow, Wanted, Ward,
    folded_words, has_words, ward_on,
};
#[cfg(feature = "office")]
pub use report::{
    Contribution, Cut, Decisions, Entry, Figure, InstrumentFault, LINE_FORMAT, Ledger, Measures,
    Record, Report, Samples, Sequel, Severities, Share, Subject, Sums,
};
pub use report::{
    CutOffs, Period, PeriodKind, Span, YearDay, next_deadlines, place_identity, tax_identity,
};
#[cfg(feature = "texts-apart")]
pub use rules::ENGLISH;
pub use rules::{
    ActKind, ActRow, Annex, Authority, Band, Barcodes, Checklist, Choice, Composition, Computation,
    Condition, Deadline, Delivery, DeliveryLimit, EstablishmentKind, Factor, FieldType,
    FigureSource, GoodsKind, GuidanceTopic, Indication, Item, ItemAnswer, Judge, LabelExclusions,
    Lapse, LargestMax, LegalDocument, ListUse, MeasuredKind, MinutesForm, MinutesPart, OtherLaw,
    PackError, PackField, Penalty, PenaltyNote, Prefix, ReportFigure, ReportPeriod, Reporting,
    RiskLevel, RulePack, Saying, Settlement, SignOff, Signer, Tier, Trial, TrialFigure, Unit,
    VerificationPeriod, Weighing,
};
#[cfg(any(test, feature = "office"))]
pub use rules::{Disputed, DisputedLimit, MarkedRow};
pub use signing::{SIGNATURES, Side, Signed, Strokes, digest_to_sign};
pub use stamp::Stamp;
#[cfg(feature = "office")]
pub use tally::{Acts, Counts, Faults, Tally, Unseen};
pub use trial::{MOST_ROWS, Reading, Series, observations, observations_on, recommended_loads};
#[cfg(feature = "office")]
pub use wire::{
    DecodeError, Document, Export, ExportError, LARGEST_EXPORT, MOST_EXPORTED, Received,
    decode_upload, read_export,
};
pub use wire::{
    Freeze, Frozen, Kind, Receipt, ThawError, Thawed, freeze, freeze_photo, upload_body,
};
