//! What a package declares and how its content is come by: read as it is,
//! weighed with its tare, or a volume from a mass and a density.

use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::trial::amounts::{Dimension, Unit, in_base};

/// How the content of a package is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Weighed with the package.
    WithTare,
    /// A volume, weighed with the package.
    ByDensity,
    /// Read as it is.
    Direct,
}

/// What a package declares.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) dimension: Dimension,
    /// In the base unit of the dimension.
    pub(super) nominal: Ratio,
    pub(super) method: Method,
    /// Grams in a millilitre of a volume that is weighed, else one.
    pub(super) density: Ratio,
    /// What the readings measure: mass, or what is declared.
    read: Dimension,
}

impl Method {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "with_tare" => Self::WithTare,
            "by_density" => Self::ByDensity,
            "direct" => Self::Direct,
            _ => return None,
        })
    }

    /// What can be declared of a package that is measured so.
    pub(super) fn measures(self, declared: Dimension) -> bool {
        match self {
            Self::WithTare => declared == Dimension::Mass,
            Self::ByDensity => declared == Dimension::Volume,
            Self::Direct => true,
        }
    }

    /// What is then read.
    pub(super) fn reads(self, declared: Dimension) -> Dimension {
        match self {
            Self::WithTare | Self::ByDensity => Dimension::Mass,
            Self::Direct => declared,
        }
    }
}

impl Declared {
    /// What the fields of the check say; `None` while they cannot be read, or
    /// where they contradict each other.
    pub(super) fn of(fields: &Fields) -> Option<Self> {
        let dimension = Unit::named(fields.unit("nominal")?)?.dimension;
        let method = Method::named(fields.value("method")?)?;
        let read = method.reads(dimension);
        let reading = Unit::named(fields.value("reading_unit")?)?.dimension;
        if !method.measures(dimension) || reading != read {
            return None;
        }
        let density = match method {
            Method::ByDensity => fields.decimal("density", "g/mL")?.into(),
            Method::WithTare | Method::Direct => Ratio::ONE,
        };
        Some(Self {
            dimension,
            nominal: in_base(fields, "nominal", dimension)?,
            method,
            density,
            read,
        })
    }

    /// Whether the package is on the scale too.
    pub(super) fn has_tare(&self) -> bool {
        self.method != Method::Direct
    }

    /// The content of one package; `None` where it is less than its tare.
    pub(super) fn content(&self, reading: &Fields, tare: Ratio) -> Option<Ratio> {
        let net = in_base(reading, "reading", self.read)?.minus(tare).ok()?;
        if net.is_negative() {
            return None;
        }
        net.over(self.density).ok()
    }

    /// An amount of content as it weighs on the scale, where it is weighed.
    pub(super) fn weighs(&self, content: Ratio) -> Option<Ratio> {
        content.times(self.density).ok()
    }
}
