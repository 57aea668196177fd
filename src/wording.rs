//! Every sentence of the screen, once per language. A missing one does not
//! compile; one that no screen shows fails a test. Names of fields, checklist
//! items and kinds come from the rule pack, in the same two languages.

mod en;
mod format;
mod vi;

use inspection::Term;

pub(crate) use format::{age, day, fill, moment};

/// The languages of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// The language of the work.
    #[default]
    Vietnamese,
    /// For guests and trainers.
    English,
}

impl Language {
    /// The code of the settings and of `<html lang>`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language of this code; Vietnamese where there is none.
    pub(crate) fn of(code: &str) -> Self {
        if code == "en" {
            Self::English
        } else {
            Self::Vietnamese
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// Its sentences.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Vietnamese => &vi::VIETNAMESE,
            Self::English => &en::ENGLISH,
        }
    }

    /// The name of a coded word of the rule pack.
    pub(crate) fn term(self, term: &Term) -> &str {
        self.pick(&term.vi, &term.en)
    }

    /// One of two texts of the rule pack.
    pub(crate) fn pick<'text>(self, vi: &'text str, en: &'text str) -> &'text str {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }
}

/// Declares the sentences once, and lets the tests walk them.
macro_rules! words {
    ($($name:ident,)*) => {
        /// The sentences of one language. `{}` stands for a value.
        pub(crate) struct Words {
            $(pub(crate) $name: &'static str,)*
        }

        #[cfg(test)]
        impl Words {
            /// Every sentence with its name.
            fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

words! {
    // The frame around every screen.
    app_name,
    skip_to_content,
    main_menu,
    home_title,
    records_title,
    settings_title,
    other_language,
    switch_language,
    unsent_none,
    unsent_some,
    demo,
    new_version,
    new_version_reload,
    not_found_title,
    not_found_text,
    go_home,
    // Starting.
    opening,
    blocked_title,
    blocked_text,
    blocked_detail,
    repaired_title,
    repaired_text,
    set_aside_text,
    newer_text,
    reload,
    missing_checks_text,
    understood,
    // Today.
    new_inspection,
    drafts_title,
    drafts_none,
    unsent_title,
    unsent_empty,
    unsent_oldest,
    send_now,
    sending_now,
    latest_title,
    latest_none,
    all_records,
    continue_draft,
    no_name_yet,
    checks_count,
    started,
    age_now,
    age_minutes,
    age_hours,
    age_days,
    // A draft and its parts.
    draft_missing_title,
    draft_missing_text,
    parts_title,
    part_visit,
    part_closing,
    check_instrument,
    check_label,
    check_quality,
    gaps_left,
    gaps_left_long,
    gaps_none,
    add_check,
    more_checks,
    remove_check,
    remove_confirm,
    remove_yes,
    keep,
    section_identity,
    section_readings,
    section_visit,
    section_closing,
    next_part,
    optional,
    choose,
    date_example,
    unknown_subject,
    // The save mark.
    saved,
    saving,
    unsaved,
    unsaved_full,
    unsaved_broken,
    unsaved_elsewhere,
    save_again,
    // Checklists.
    conform,
    not_conform,
    not_applicable,
    not_checked,
    yes,
    no,
    recorded,
    to_record,
    how_to_look,
    basis,
    basis_unknown,
    computed,
    severity_info,
    severity_minor,
    severity_major,
    severity_critical,
    evidence_found,
    evidence_derived,
    evidence_weak,
    evidence_memory,
    // Verdicts.
    verdict_conforming,
    verdict_non_conforming,
    verdict_inconclusive,
    verdict_not_covered,
    verdict_pending,
    doubt_not_tested,
    doubt_disputed,
    not_covered_text,
    check_verdict,
    error,
    limit,
    favours_seller,
    favours_customer,
    favours_nobody,
    reading_waiting,
    reading_row,
    reading_number,
    reading_field,
    readings_hint,
    result,
    // What is wrong with a field.
    gap_missing,
    gap_not_a_number,
    gap_negative,
    gap_zero,
    gap_not_a_count,
    gap_too_large,
    gap_not_a_date,
    gap_before_2000,
    gap_future,
    gap_unknown_choice,
    gap_too_long,
    gap_no_check,
    // Closing.
    checks_title,
    close_inspection,
    close_hint,
    gaps_title,
    gaps_text,
    confirm_title,
    confirm_text,
    confirm_yes,
    confirm_no,
    closing_now,
    close_missing_checks,
    close_unknown_pack,
    close_busy,
    close_gone,
    close_failed,
    // Records.
    records_none,
    record_title,
    record_missing_text,
    state_waiting,
    state_sending,
    state_received,
    state_refused,
    state_conflict,
    state_never_tried,
    state_tries,
    state_received_at,
    refused_text,
    conflict_text,
    closed_at,
    opened_at,
    closed,
    delivery_title,
    document_title,
    document_id,
    document_sequence,
    document_digest,
    document_previous,
    document_first,
    document_pack,
    device,
    item,
    answer,
    not_given,
    basis_title,
    // Why a record is not in the office yet.
    why_unreachable,
    why_timed_out,
    why_not_a_receipt,
    why_sign_in,
    why_busy,
    why_office_fault,
    why_unexpected,
    // Settings.
    language_title,
    endpoint_title,
    endpoint_label,
    endpoint_hint,
    endpoint_bad,
    endpoint_save,
    endpoint_saved,
    settings_not_saved,
    about_title,
    app_version,
    storage_title,
    storage_drafts,
    storage_records,
    storage_unsent,
    storage_text,
}

#[cfg(test)]
mod tests;
