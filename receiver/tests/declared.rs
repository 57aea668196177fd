//! What a request's headers promise of its body: held against it where they are
//! there, and nothing where they are not.

use crate::support::{TestOffice, Visit};

/// The text of RFC 9530, appendix D, without a line end, and the digests that
/// `printf | openssl dgst -binary | base64` gives of it.
const HELLO: &str = r#"{"hello": "world"}"#;
const SHA_256: &str = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
const SHA_512: &str = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

const DIGEST: &str = "content-digest";
const KEY: &str = "idempotency-key";

#[tokio::test]
async fn a_body_that_is_not_its_digest_s_is_to_be_sent_again() {
    let office = TestOffice::open().await;
    let body = Visit::default().body();
    let problem = office
        .upload_with(&[(DIGEST, SHA_256)], body.clone())
        .await
        .expect_problem(408, "damaged");
    let found = inspection::Digest::of(body.as_bytes());
    assert_eq!(problem["found_sha256"], found.as_str());
    // The hexadecimal digits of the digest above.
    let promised = "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1";
    assert_eq!(problem["promised_sha256"], promised);
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn a_body_of_its_digest_is_read_whatever_stands_beside_the_digest() {
    let office = TestOffice::open().await;
    let other = "md5=:AAAA:, sha=?1, new=(1 2);q=3";
    let both = format!("{SHA_512}, {SHA_256}");
    for digests in [
        &[SHA_256][..],
        &[&both],
        &[SHA_512, SHA_256],
        &[&format!("{other}, {SHA_256};weak")],
        // Of two under one name the last counts (RFC 9651, 3.2).
        &["sha-256=:AAAA:", SHA_256],
        // Nothing to hold against the body.
        &[SHA_512],
        &[other],
        &[""],
        &[],
    ] {
        let headers: Vec<_> = digests.iter().map(|value| (DIGEST, *value)).collect();
        let answer = office.upload_with(&headers, HELLO.to_owned()).await;
        answer.expect_problem(400, "not-an-envelope");
    }
}

#[tokio::test]
async fn a_header_of_another_form_is_told_by_its_name() {
    let office = TestOffice::open().await;
    let bare = Visit::default().freeze().id.to_string();
    for (name, value) in [
        (DIGEST, "sha-256"),
        (DIGEST, "sha-256=abc"),
        (
            DIGEST,
            "sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        ),
        (DIGEST, "sha-256=:AAAA:"),
        (DIGEST, "sha-256=(:AAAA:)"),
        (DIGEST, "sha-256=:X48E9:, "),
        (DIGEST, "SHA-256=:AAAA:"),
        (DIGEST, "=:AAAA:"),
        (KEY, ""),
        (KEY, "\"open"),
        (KEY, "7"),
        (KEY, &bare),
    ] {
        let headers = [(name, value)];
        let answer = office.upload_with(&headers, Visit::default().body()).await;
        let problem = answer.expect_problem(400, "unreadable-header");
        assert_eq!(problem["header"], name, "{value}");
    }
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn the_key_is_the_document_s_id() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    for key in [uuid::Uuid::from_u128(9).to_string(), "1".to_owned()] {
        let key = format!("{key:?}");
        let answer = office.upload_with(&[(KEY, &key)], visit.body()).await;
        answer.expect_problem(422, "other-idempotency-key");
    }
    assert_eq!(office.kept().await, 0);
    let key = format!("\"{}\"", visit.freeze().id);
    let new = office.upload_with(&[(KEY, &key)], visit.body()).await;
    assert_eq!(new.status.as_u16(), 201, "{}", new.text());
    let again = office.upload_with(&[(KEY, &key)], visit.body()).await;
    assert_eq!(again.status.as_u16(), 200);
    assert_eq!(again.body, new.body);
}
