//! Every sentence of the screen, once per language. A missing one does not
//! compile; one that no screen shows fails a test. Names of fields, checklist
//! items and kinds come from the rule pack, in the same two languages.

mod en;
mod english;
mod enrolling;
mod format;
mod kept;
mod language;
mod looks;
mod photos;
mod printing;
mod signing;
mod vi;

pub(crate) use format::{age, day, fill, moment};
pub(crate) use language::Language;
#[cfg(target_arch = "wasm32")]
pub(crate) use {
    enrolling::enrolling,
    kept::kept,
    looks::{SIZES, looks},
    photos::photos,
    printing::printing,
    signing::signing,
};

/// Declares the sentences once; tests walk them.
macro_rules! words {
    ($of:ident: $($name:ident,)*) => {
        /// The sentences of one language. `{}` stands for a value.
        pub(crate) struct $of {
            $(pub(crate) $name: &'static str,)*
        }

        #[cfg(test)]
        impl $of {
            /// Every sentence with its name.
            pub(crate) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

mod register;

words! {
    Words:
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
    unsent_short,
    demo,
    new_version,
    new_version_reload,
    not_found_title,
    not_found_text,
    go_home,
    // Starting.
    opening,
    blocked_title, blocked_text, blocked_detail,
    repaired_title,
    repaired_text,
    set_aside_text,
    read_only_text,
    newer_text,
    reload,
    loading, not_loaded,
    missing_checks_text,
    missing_photos_text,
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
    lapsing,
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
    choose_from_register,
    add_by_hand,
    part_closing,
    check_instrument,
    check_label,
    check_quality,
    check_quantity,
    gaps_left,
    gaps_left_long,
    gaps_none,
    money_note,
    failing,
    add_check,
    more_checks,
    find_check,
    same_again,
    rest_conform,
    remove_check,
    section_identity,
    section_visit,
    more_fields,
    section_closing,
    next_part,
    optional,
    needed,
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
    unsaved_newer,
    unsaved_read_only,
    save_again,
    // Another window.
    reading_only,
    open_elsewhere,
    take_over,
    taking_over,
    not_kept,
    closed_title,
    closed_text,
    open_record,
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
    evidence_signed_off,
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
    doubt_gap,
    doubt_unsuitable_standard,
    doubt_below_resolution,
    doubt_disputed,
    not_covered_text,
    check_verdict,
    error,
    limit,
    period_months,
    favours_seller,
    favours_customer,
    favours_nobody,
    reading_waiting,
    reading_row,
    reading_number,
    reading_field,
    list_field,
    result,
    // What is wrong with a field.
    gap_missing,
    gap_not_a_number,
    gap_negative,
    gap_zero,
    gap_twice,
    gap_not_a_count,
    gap_too_large,
    gap_too_small,
    gap_less_than,
    gap_not_with,
    gap_not_a_date,
    gap_before_2000,
    gap_future,
    gap_unknown_choice,
    gap_too_long,
    gap_no_check,
    gap_has_checks,
    gap_not_on_that_day,
    gap_basis_needed, gap_signature_void, signature_of,
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
    close_missing_photo,
    drop_photo,
    adopt_rules,
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
    state_photos_missing,
    photos_missing,
    record_no_longer_kept,
    record_unreadable,
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
    endpoint_bad, endpoint_save, endpoint_saved, settings_not_saved, about_title, app_version,
    // Files, what was laid aside, room and clock.
    undo, export_all, export_unsent, export_record, export_draft, exported, exported_less, not_exported,
    exchange_title, exchange_text, import_file, imported, import_refused, import_no_export,
    otherwise_title, hand_over, hand_over_text, lay_aside, laid_title, laid_deleted,
    laid_handed_over, laid_copy, take_back, take_back_sure, shred, shred_sure, no_room, no_room_in_journal, room_low, unsent_old, without_text,
    storage_fill, percent, storage_browser, storage_bytes, storage_promise, promised,
    not_promised, unknown, clock_skew, clock_right, clock_ahead, clock_behind, correct,
    correct_text, storage_title, storage_drafts, storage_records, storage_unsent, storage_text,
}

#[cfg(test)]
mod tests;
