//! The tablet app's files: types, compression, caching, policy, and which
//! addresses lead to the app.

use std::fs;

use axum::body::Body;
use axum::http::{Request, header};
use tempfile::TempDir;

use crate::support::{Answer, TestOffice};

/// A small bundle, as the bundler leaves it.
async fn office() -> (TempDir, TestOffice) {
    let dist = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html><title>app</title>"),
        ("app-1.js", "export default 1;"),
        ("app-1_bg.wasm", "\0asm plain"),
        ("app-1_bg.wasm.br", "brotli bytes"),
        ("sw.js", "self"),
        ("manifest.webmanifest", "{}"),
    ] {
        fs::write(dist.path().join(name), text).unwrap();
    }
    fs::create_dir(dist.path().join("icons")).unwrap();
    fs::write(dist.path().join("icons/app.png"), "png").unwrap();
    let office = TestOffice::with_tablet(dist.path()).await;
    (dist, office)
}

fn is_app(answer: &Answer) -> bool {
    answer.status.as_u16() == 200 && answer.text().contains("<title>app</title>")
}

#[tokio::test]
async fn addresses_without_extension_lead_to_the_app() {
    let (_dist, office) = office().await;
    for path in [
        "/",
        "/records",
        "/drafts/0190/checks/2",
        "/settings?a=b",
        "/icons",
        "/index.html",
    ] {
        let answer = office.get(path).await;
        assert!(is_app(&answer), "{path}: {answer:?}");
        assert_eq!(answer.header("content-type"), "text/html", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn a_missing_file_is_missing_and_never_the_app() {
    let (_dist, office) = office().await;
    for path in [
        "/app-0.js",
        "/app-0_bg.wasm",
        "/icons/none.png",
        "/../Cargo.toml",
        "/a/%2e%2e/%2e%2e/x.toml",
    ] {
        let answer = office.get(path).await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
        assert!(!is_app(&answer), "{path}");
    }
}

#[tokio::test]
async fn api_and_office_addresses_never_lead_to_the_app() {
    let (_dist, office) = office().await;
    for path in [
        "/api/nothing",
        "/office/nothing",
        "/api",
        "/api/",
        "/office/inspections/",
    ] {
        let answer = office.get(path).await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
        assert!(!is_app(&answer), "{path}");
    }
    assert_eq!(office.get("/office").await.status.as_u16(), 200);
    let slash = office.get("/office/").await;
    assert_eq!(
        (slash.status.as_u16(), slash.header("location")),
        (308, "/office")
    );
}

#[tokio::test]
async fn wasm_has_its_type_and_is_sent_compressed_to_who_takes_it() {
    let (_dist, office) = office().await;
    let plain = office.get("/app-1_bg.wasm").await;
    assert_eq!(plain.header("content-type"), "application/wasm");
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(plain.text(), "\0asm plain");
    let request = Request::get("/app-1_bg.wasm").header(header::ACCEPT_ENCODING, "gzip, br");
    let small = office.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(small.header("content-type"), "application/wasm");
    assert_eq!(small.header("content-encoding"), "br");
    assert_eq!(small.header("vary"), "accept-encoding");
    assert_eq!(small.text(), "brotli bytes");
}

#[tokio::test]
async fn files_are_asked_for_again_and_answered_briefly_when_unchanged() {
    let (_dist, office) = office().await;
    for path in ["/", "/app-1.js", "/app-1_bg.wasm", "/sw.js"] {
        let answer = office.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        let changed = answer.header("last-modified").to_owned();
        let request = Request::get(path).header(header::IF_MODIFIED_SINCE, changed);
        let again = office.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(again.status.as_u16(), 304, "{path}");
        assert!(again.body.is_empty());
    }
}

#[tokio::test]
async fn the_app_runs_under_a_policy_that_lets_it_load_only_itself() {
    let (_dist, office) = office().await;
    for path in ["/", "/records", "/app-1.js"] {
        let answer = office.get(path).await;
        let policy = answer.header("content-security-policy");
        let expected = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
            style-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; \
            worker-src 'self'; base-uri 'self'; form-action 'none'; \
            frame-ancestors 'none'; connect-src 'self'";
        assert_eq!(policy, expected, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn files_are_only_read() {
    let (_dist, office) = office().await;
    for path in ["/", "/sw.js", "/records"] {
        let request = Request::post(path).body(Body::from("x")).unwrap();
        assert_eq!(office.send(request).await.status.as_u16(), 405, "{path}");
    }
}

#[tokio::test]
async fn without_a_bundle_the_root_says_in_one_sentence_how_to_get_it() {
    let office = TestOffice::open().await;
    let answer = office.get("/").await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.text().contains("receiver serve --tablet"));
    assert_eq!(answer.text().trim_end().lines().count(), 1);
    assert_eq!(office.get("/records").await.status.as_u16(), 404);
}
