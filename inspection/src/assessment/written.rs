//! Assessments as they are written, read member by member.

use super::{Amount, Assessment, Doubt, Favours, Figures, Finding, Limit, Severity, Verdict};
use crate::members::{FromJson, Member};

impl FromJson for Verdict {
    fn from_json(from: &Member<'_>) -> Self {
        let doubt: Option<Doubt> = from.get("doubt");
        let unless_doubted = from.member("verdict").word([
            ("conforming", Some(Self::Conforming)),
            ("non_conforming", Some(Self::NonConforming)),
            ("inconclusive", None),
            ("not_covered", Some(Self::NotCovered)),
        ]);
        unless_doubted.unwrap_or_else(|| Self::Inconclusive {
            doubt: doubt.unwrap_or_else(|| from.get("doubt")),
        })
    }
}

impl FromJson for Doubt {
    fn from_json(from: &Member<'_>) -> Self {
        from.word([
            ("not_tested", Self::NotTested),
            ("gap", Self::Gap),
            ("disputed_limit", Self::DisputedLimit),
            ("unsuitable_standard", Self::UnsuitableStandard),
            ("below_resolution", Self::BelowResolution),
        ])
    }
}

impl FromJson for Severity {
    fn from_json(from: &Member<'_>) -> Self {
        from.word([
            ("info", Self::Info),
            ("minor", Self::Minor),
            ("major", Self::Major),
            ("critical", Self::Critical),
        ])
    }
}

impl FromJson for Favours {
    fn from_json(from: &Member<'_>) -> Self {
        from.word([
            ("seller", Self::Seller),
            ("customer", Self::Customer),
            ("nobody", Self::Nobody),
        ])
    }
}

impl FromJson for Assessment {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            verdict: Verdict::from_json(from),
            findings: from.get("findings"),
        }
    }
}

impl FromJson for Finding {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            subject: from.get("subject"),
            verdict: Verdict::from_json(from),
            severity: from.get("severity"),
            basis: from.get("basis"),
            evidence: from.get("evidence"),
            alternatives: from.get::<Option<_>>("alternatives").unwrap_or_default(),
            figures: from.get("figures"),
            noted: from.get::<Option<_>>("noted").unwrap_or_default(),
        }
    }
}

impl FromJson for Figures {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            measured: from.get("measured"),
            error: from.get("error"),
            percent: from.get("percent"),
            favours: from.get("favours"),
            limits: from.get("limits"),
        }
    }
}

impl FromJson for Amount {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            value: from.get("value"),
            unit: from.get("unit"),
        }
    }
}

impl FromJson for Limit {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            code: from.get("code"),
            within: from.get("within"),
            basis: from.get("basis"),
            evidence: from.get("evidence"),
        }
    }
}
