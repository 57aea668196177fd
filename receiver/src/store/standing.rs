//! Which inspections stand: those that no other one corrects. Where they correct
//! each other in a circle, which nobody can write honestly, all of it stands.

/// Whether the inspection `i` stands. Whoever is reached from it by what it
/// corrects, and then what that one corrects, cannot take it out.
macro_rules! stands {
    () => {
        "NOT EXISTS (
             SELECT 1 FROM inspections c WHERE c.supersedes = i.document_id
             AND NOT EXISTS (
                 WITH RECURSIVE corrected (id) AS (
                     SELECT i.supersedes
                     UNION
                     SELECT n.supersedes FROM inspections n
                     JOIN corrected ON n.document_id = corrected.id
                 )
                 SELECT 1 FROM corrected WHERE corrected.id = c.document_id
             )
         )"
    };
}
pub(super) use stands;
