//! What the office gives back of a document: its bytes as they came, and the
//! file inside it, which can do nothing where it is shown.

use axum::http::HeaderName;
use inspection::{Digest, DocumentId, freeze, upload_body};
use serde_json::json;
use uuid::Uuid;

use crate::support::{
    JPEG, PDF, PNG, TestOffice, Visit, altered, attachment, one_of_each, outcome, way,
};

#[tokio::test]
async fn a_file_is_served_as_what_it_is_and_can_do_nothing() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    for frozen in one_of_each(&visit) {
        office.upload(upload_body(&frozen).unwrap()).await;
    }
    let hostile = altered(&freeze(&attachment(&visit, 14)).unwrap(), |document| {
        document["name"] = json!("a\"; filename=\"b.html\r\nSet-Cookie: c=d");
        document["media_type"] = json!("image/png");
        document["content"] = json!(inspection::Encoded::of(PNG));
        document["sha256"] = json!(Digest::of(PNG));
    });
    assert_eq!(office.upload(hostile).await.status.as_u16(), 201);
    for (id, bytes, media_type, disposition) in [
        (11, JPEG, "image/jpeg", "inline"),
        (
            12,
            PDF,
            "application/pdf",
            "attachment; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%2012.pdf",
        ),
        (
            14,
            PNG,
            "image/png",
            "inline; filename*=UTF-8''a%22%3B%20filename%3D%22b.html%0D%0ASet-Cookie%3A%20c%3Dd",
        ),
    ] {
        let id = DocumentId(Uuid::from_u128(id));
        let answer = office.get(&format!("{}/content", way(id))).await;
        assert_eq!(answer.status.as_u16(), 200);
        assert_eq!(answer.body, bytes);
        for (header, expected) in [
            ("content-type", media_type),
            ("content-disposition", disposition),
            ("x-content-type-options", "nosniff"),
            (
                "content-security-policy",
                "default-src 'none'; sandbox; frame-ancestors 'none'",
            ),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(header), expected, "{header}");
        }
        assert!(
            !answer
                .headers
                .contains_key(HeaderName::from_static("set-cookie"))
        );
    }
}

#[tokio::test]
async fn what_has_no_file_or_is_not_there_is_not_found() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    office.upload(visit.body()).await;
    let outcome = freeze(&outcome(&visit, 13)).unwrap();
    office.upload(upload_body(&outcome).unwrap()).await;
    let nobody = DocumentId(Uuid::from_u128(99));
    for path in [
        format!("{}/content", way(visit.inspection_id().into())),
        format!("{}/content", way(outcome.id)),
        format!("{}/content", way(nobody)),
        way(nobody),
        format!("{}/conflicts/{}", way(outcome.id), outcome.sha256),
        format!("/office/inspections/{}", outcome.id),
        "/office/documents/nothing".to_owned(),
        "/office/documents/%ff/content".to_owned(),
    ] {
        assert_eq!(office.get(&path).await.status.as_u16(), 404, "{path}");
    }
}

#[tokio::test]
async fn what_this_version_does_not_know_is_given_back_as_it_came() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let [photo, attachment, outcome] = one_of_each(&visit);
    for (frozen, ways) in [
        (
            visit.freeze(),
            &[
                "",
                "/checks/0",
                "/checks/0/assessment",
                "/checks/0/assessment/findings/0",
            ][..],
        ),
        (photo, &["", "/taken"]),
        (attachment, &["", "/added"]),
        (outcome, &["", "/recorded"]),
    ] {
        let body = altered(&frozen, |document| {
            for way in ways {
                document.pointer_mut(way).unwrap()["weather"] = json!(["mưa", { "mm": 3 }]);
            }
        });
        let answer = office.upload(body.clone()).await;
        assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
        let sent: serde_json::Value = serde_json::from_str(&body).unwrap();
        let text = inspection::canonical_json(&sent["document"]).unwrap();
        assert_eq!(answer.json()["sha256"], sent["proof"]["sha256"]);
        let back = office.get(&way(frozen.id)).await.text();
        assert_eq!(back, text);
        assert_eq!(
            back.matches("\"weather\":[\"mưa\",{\"mm\":3}]").count(),
            ways.len()
        );
        // Judged and shown as if it were not there.
        let stored = office.office.store.find(frozen.id).await.unwrap().unwrap();
        assert_eq!(stored.discrepancies, []);
        assert_eq!(office.get(&visit.page()).await.status.as_u16(), 200);
    }
}
