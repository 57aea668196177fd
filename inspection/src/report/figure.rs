//! The figures of a report, each by a code, so that a page can ask for the records
//! behind one.

use super::sums::Sums;
use crate::assessment::Severity;
use crate::check::CheckKind;
use crate::follow_up::FollowUpKind;
use crate::inspection::WithoutChecks;
use crate::outcome::OutcomeResult;
use crate::rules::ActKind;
use crate::tally::{Acts, Counts};

/// One figure of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Visits.
    Inspections,
    /// Visits that ended without checks, for this reason.
    Without(WithoutChecks),
    /// Visits in which guidance was given.
    Guided,
    /// Establishments visited.
    Establishments,
    /// Establishments with a violation.
    Violating,
    /// Checks of a kind.
    Checked(CheckKind),
    /// Checks of a kind that conform.
    Conforming(CheckKind),
    /// Checks of a kind that do not.
    NonConforming(CheckKind),
    /// Checks of a kind without a verdict, or not covered by the rules.
    Open(CheckKind),
    /// Instruments with this fault.
    Fault(InstrumentFault),
    /// Instruments that were sealed.
    Sealed,
    /// Violations of all kinds.
    Acts,
    /// Violations of one kind.
    Act(ActKind),
    /// Findings of this severity.
    Severity(Severity),
    /// Measures of this kind.
    Measure(FollowUpKind),
    /// Samples taken.
    SamplesTaken,
    /// Samples that a laboratory answered for.
    SamplesTested,
    /// Samples that failed.
    SamplesFailed,
    /// Samples without an answer.
    SamplesPending,
    /// Value of goods whose sale was suspended, in đồng.
    SuspendedValue,
    /// Value of goods that were sealed, in đồng.
    SealedValue,
    /// Decisions of this kind.
    Decided(OutcomeResult),
    /// Establishments fined.
    Fined,
    /// Establishments reminded or warned.
    Warned,
    /// Fines in đồng.
    Fines,
}

/// What can be wrong with an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstrumentFault {
    /// The verification had expired.
    Expired,
    /// No certificate, sticker or mark of verification.
    WithoutMark,
    /// The error was beyond the limit.
    OutOfLimit,
    /// A seal was broken, missing or another one.
    SealsBroken,
}

const KINDS: [CheckKind; 4] = [
    CheckKind::Instrument,
    CheckKind::Label,
    CheckKind::Quality,
    CheckKind::Quantity,
];
const WITHOUT: [WithoutChecks; 3] = [
    WithoutChecks::Closed,
    WithoutChecks::OwnerAbsent,
    WithoutChecks::EntryRefused,
];
const SEVERITIES: [Severity; 4] = [
    Severity::Critical,
    Severity::Major,
    Severity::Minor,
    Severity::Info,
];

impl InstrumentFault {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Expired,
        Self::WithoutMark,
        Self::OutOfLimit,
        Self::SealsBroken,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::WithoutMark => "without_mark",
            Self::OutOfLimit => "out_of_limit",
            Self::SealsBroken => "seals_broken",
        }
    }
}

impl Figure {
    /// All of them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Inspections,
            Self::Guided,
            Self::Establishments,
            Self::Violating,
            Self::Sealed,
            Self::Acts,
            Self::SamplesTaken,
            Self::SamplesTested,
            Self::SamplesFailed,
            Self::SamplesPending,
            Self::SuspendedValue,
            Self::SealedValue,
            Self::Fined,
            Self::Warned,
            Self::Fines,
        ];
        all.extend(WITHOUT.map(Self::Without));
        all.extend(KINDS.into_iter().flat_map(|kind| {
            [
                Self::Checked(kind),
                Self::Conforming(kind),
                Self::NonConforming(kind),
                Self::Open(kind),
            ]
        }));
        all.extend(InstrumentFault::ALL.map(Self::Fault));
        all.extend(Acts::KINDS.map(Self::Act));
        all.extend(SEVERITIES.map(Self::Severity));
        all.extend(FollowUpKind::ALL.map(Self::Measure));
        all.extend(OutcomeResult::ALL.map(Self::Decided));
        all
    }

    /// The figure of this code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        let mut all = Self::all().into_iter();
        all.find(|figure| figure.code() == code)
    }

    /// The code in addresses.
    #[must_use]
    pub fn code(self) -> String {
        let (group, one) = match self {
            Self::Inspections => ("inspections", ""),
            Self::Without(reason) => ("without", reason.code()),
            Self::Guided => ("guided", ""),
            Self::Establishments => ("establishments", ""),
            Self::Violating => ("violating", ""),
            Self::Checked(kind) => ("checked", kind.code()),
            Self::Conforming(kind) => ("conforming", kind.code()),
            Self::NonConforming(kind) => ("non_conforming", kind.code()),
            Self::Open(kind) => ("open", kind.code()),
            Self::Fault(fault) => ("fault", fault.code()),
            Self::Sealed => ("sealed", ""),
            Self::Acts => ("acts", ""),
            Self::Act(kind) => ("act", act(kind)),
            Self::Severity(one) => ("severity", severity(one)),
            Self::Measure(kind) => ("measure", kind.code()),
            Self::SamplesTaken => ("samples", "taken"),
            Self::SamplesTested => ("samples", "tested"),
            Self::SamplesFailed => ("samples", "failed"),
            Self::SamplesPending => ("samples", "pending"),
            Self::SuspendedValue => ("suspended_value", ""),
            Self::SealedValue => ("sealed_value", ""),
            Self::Decided(result) => ("decided", result.code()),
            Self::Fined => ("fined", ""),
            Self::Warned => ("warned", ""),
            Self::Fines => ("fines", ""),
        };
        if one.is_empty() {
            group.to_owned()
        } else {
            format!("{group}.{one}")
        }
    }

    /// Whether it is money, in đồng.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(self, Self::SuspendedValue | Self::SealedValue | Self::Fines)
    }

    /// What sums say of it.
    #[must_use]
    pub fn of(self, sums: &Sums) -> u64 {
        let Sums {
            tally,
            samples,
            decisions,
            ..
        } = sums;
        let counts = |kind: CheckKind| tally.counts(kind);
        let count = match self {
            Self::Sealed => return tally.sealed,
            Self::SuspendedValue => return tally.suspended_vnd,
            Self::SealedValue => return tally.sealed_vnd,
            Self::Fines => return decisions.fines_vnd,
            Self::Inspections => tally.inspections,
            Self::Without(WithoutChecks::Closed) => tally.without_checks.closed,
            Self::Without(WithoutChecks::OwnerAbsent) => tally.without_checks.owner_absent,
            Self::Without(WithoutChecks::EntryRefused) => tally.without_checks.entry_refused,
            Self::Guided => tally.guided,
            Self::Establishments => sums.establishments,
            Self::Violating => sums.violating,
            Self::Checked(kind) => counts(kind).total(),
            Self::Conforming(kind) => counts(kind).conforming,
            Self::NonConforming(kind) => counts(kind).non_conforming,
            Self::Open(kind) => open(*counts(kind)),
            Self::Fault(InstrumentFault::Expired) => tally.faults.expired,
            Self::Fault(InstrumentFault::WithoutMark) => tally.faults.without_mark,
            Self::Fault(InstrumentFault::OutOfLimit) => tally.faults.out_of_limit,
            Self::Fault(InstrumentFault::SealsBroken) => tally.faults.seals_broken,
            Self::Acts => tally.acts.total(),
            Self::Act(kind) => tally.acts.of_kind(kind),
            Self::Severity(severity) => sums.severities.of_severity(severity),
            Self::Measure(kind) => sums.measures.of_kind(kind),
            Self::SamplesTaken => samples.taken(),
            Self::SamplesTested => samples.tested(),
            Self::SamplesFailed => samples.failed,
            Self::SamplesPending => samples.pending,
            Self::Decided(result) => decisions.of_result(result),
            Self::Fined => decisions.fined,
            Self::Warned => decisions.warned,
        };
        u64::from(count)
    }
}

fn open(counts: Counts) -> u32 {
    counts.inconclusive + counts.not_covered
}

fn act(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Label => "label",
        ActKind::Instrument => "instrument",
        ActKind::Quantity => "quantity",
        ActKind::PublishedStandard => "published_standard",
        ActKind::Quality => "quality",
        ActKind::Other => "other",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}
