//! Counts that are added member to member, and told as numbers one after another.
//! What documents claim has no bound: a sum that no number holds stays at the largest.

/// What is told as numbers, in the order of its members.
pub(crate) trait Numbers: Sized {
    /// Adds another one.
    fn join(&mut self, other: Self);
    /// Appends them.
    fn put(&self, into: &mut Vec<u64>);
    /// Reads as many as there are; `None` where some are missing or too large.
    fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self>;
}

impl Numbers for u32 {
    fn join(&mut self, other: Self) {
        *self = self.saturating_add(other);
    }

    fn put(&self, into: &mut Vec<u64>) {
        into.push((*self).into());
    }

    fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self> {
        from.next()?.try_into().ok()
    }
}

impl Numbers for u64 {
    fn join(&mut self, other: Self) {
        *self = self.saturating_add(other);
    }

    fn put(&self, into: &mut Vec<u64>) {
        into.push(*self);
    }

    fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self> {
        from.next()
    }
}

/// Adds member to member, and tells members as numbers one after another.
macro_rules! add {
    ($($type:ident { $($member:ident)* })*) => {$(
        impl AddAssign for $type {
            fn add_assign(&mut self, other: Self) {
                crate::tally::Numbers::join(self, other);
            }
        }

        impl crate::tally::Numbers for $type {
            fn join(&mut self, other: Self) {
                $(crate::tally::Numbers::join(&mut self.$member, other.$member);)*
            }

            fn put(&self, into: &mut Vec<u64>) {
                $(self.$member.put(into);)*
            }

            fn take(from: &mut dyn Iterator<Item = u64>) -> Option<Self> {
                Some(Self { $($member: crate::tally::Numbers::take(from)?),* })
            }
        }
    )*};
}
pub(crate) use add;
