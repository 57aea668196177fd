//! Photos, attachments and outcomes through the router: kept once whatever
//! their order, and shown with their inspection. What is served of them is in
//! `served.rs`.

use inspection::{Digest, PhotoName, freeze, upload_body};
use serde_json::json;

use crate::support::{
    JPEG, TestOffice, Visit, altered, attachment, changed, expect, one_of_each, outcome, photo, way,
};

#[tokio::test]
async fn every_kind_is_kept_byte_for_byte_with_one_receipt() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    for frozen in one_of_each(&visit).into_iter().chain([visit.freeze()]) {
        let body = upload_body(&frozen).unwrap();
        let first = office.upload(body.clone()).await;
        assert_eq!(first.status.as_u16(), 201, "{}", first.text());
        assert_eq!(first.json()["id"], frozen.id.to_string());
        assert_eq!(first.json()["sha256"], frozen.sha256.as_str());
        let again = office.upload(body).await;
        assert_eq!(again.status.as_u16(), 200);
        assert_eq!(again.body, first.body);
        let stored = office.office.store.find(frozen.id).await.unwrap().unwrap();
        assert_eq!(stored.kind, frozen.kind);
        assert_eq!(stored.document, frozen.text);
        let back = office.get(&way(frozen.id)).await;
        assert_eq!(back.status.as_u16(), 200);
        assert_eq!(back.header("content-type"), "application/json");
        assert_eq!(back.text(), frozen.text);
    }
    // Only inspections count as such.
    assert_eq!(office.kept().await, 1);
}

#[tokio::test]
async fn other_bytes_under_a_known_id_are_a_conflict_whatever_the_kind() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let [photo, attachment, outcome] = one_of_each(&visit);
    let id = json!(visit.inspection_id());
    office.upload(visit.body()).await;
    for other in [&photo, &attachment, &outcome] {
        let body = altered(other, |document| document["id"] = id.clone());
        let problem = office.upload(body).await.expect_problem(409, "conflict");
        assert_eq!(problem["kept_sha256"], visit.freeze().sha256.as_str());
        let sent = problem["sent_sha256"].as_str().unwrap();
        // Both can be read, and the first is unharmed.
        let path = format!("{}/conflicts/{sent}", way(visit.inspection_id().into()));
        let back = office.get(&path).await;
        assert_eq!(back.status.as_u16(), 200);
        assert_eq!(Digest::of(&back.body).as_str(), sent);
        let page = office
            .get(&format!("{}/conflicts/{sent}", visit.page()))
            .await;
        assert_eq!(page.status.as_u16(), 200);
        expect(&page.text(), &["tài liệu loại khác", &path]);
    }
    office.upload(upload_body(&photo).unwrap()).await;
    let body = altered(&visit.freeze(), |document| document["id"] = json!(photo.id));
    let problem = office.upload(body).await.expect_problem(409, "conflict");
    assert_eq!(problem["kept_sha256"], photo.sha256.as_str());
    let page = office.get(&visit.page()).await.text();
    expect(
        &page,
        &["data-section=\"conflicts\"", "Tài liệu khác cùng mã:"],
    );
}

#[tokio::test]
async fn what_belongs_to_an_inspection_may_come_before_it() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let files = one_of_each(&visit);
    for frozen in &files {
        let answer = office.upload(upload_body(frozen).unwrap()).await;
        assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    }
    let id = visit.inspection_id();
    let list = office.get("/office").await.text();
    expect(
        &list,
        &[
            "data-section=\"awaited\"",
            &format!("data-awaited=\"{id}\""),
        ],
    );
    let awaited = office.get(&visit.page()).await;
    assert_eq!(awaited.status.as_u16(), 200);
    let links: Vec<_> = files.iter().map(|frozen| way(frozen.id)).collect();
    let links: Vec<_> = links.iter().map(String::as_str).collect();
    expect(&awaited.text(), &["Kết quả kiểm tra chưa nhận được"]);
    expect(&awaited.text(), &links);
    // Nothing says of a photo that the inspection does not name it.
    assert!(!awaited.text().contains("không nêu ảnh này"));

    office.upload(visit.body()).await;
    let list = office.get("/office").await.text();
    assert!(!list.contains("data-section=\"awaited\""));
    let page = office.get(&visit.page()).await.text();
    expect(&page, &links);
    expect(
        &page,
        &["Sạp 12 chợ mẫu", "Kết quả kiểm tra không nêu ảnh này"],
    );
}

#[tokio::test]
async fn a_record_shows_its_photos_and_those_that_have_not_come() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let missing = Digest::of(b"still on the tablet");
    let name = |sha256: &Digest, caption: &str| PhotoName {
        sha256: sha256.clone(),
        check: None,
        caption: Some(caption.to_owned()),
    };
    let body = changed(&visit, |inspection| {
        inspection.photos = vec![name(&Digest::of(JPEG), "Cân"), name(&missing, "Bảng giá")];
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    let page = office.get(&visit.page()).await.text();
    assert_eq!(page.matches("data-state=\"missing\"").count(), 2);
    for frozen in one_of_each(&visit) {
        office.upload(upload_body(&frozen).unwrap()).await;
    }
    let page = office.get(&visit.page()).await.text();
    assert_eq!(page.matches("data-state=\"missing\"").count(), 1);
    expect(
        &page,
        &[
            &format!("data-photo=\"{missing}\" data-state=\"missing\""),
            "Bảng giá",
            "Chưa nhận được",
            "Mặt cân",
            // The stall's picture has 304 bytes, the page 193.
            "304 byte",
            "193 byte",
            "22/11/2026 09:15:00",
            Digest::of(JPEG).as_str(),
            "Biên bản 12.pdf",
            "Cả cuộc kiểm tra",
            "Quyết định xử phạt: 2.500.000 đồng",
            "31/QĐ-XPHC",
            "30/11/2026",
            "Người ghi mẫu",
        ],
    );
    assert!(!page.contains("không nêu ảnh này"));
}

#[tokio::test]
async fn hostile_words_of_every_kind_are_shown_as_words() {
    const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let mut picture = photo(&visit, 11, JPEG);
    picture.caption = Some(HOSTILE.to_owned());
    picture.taken.at = "+262142-12-31T23:59:59Z".parse().unwrap();
    let mut paper = attachment(&visit, 12);
    paper.name = HOSTILE.to_owned();
    let mut fine = outcome(&visit, 13);
    fine.recorded_by = HOSTILE.to_owned();
    fine.reference = Some(HOSTILE.to_owned());
    fine.note = Some(HOSTILE.to_owned());
    let visited = changed(&visit, |inspection| {
        inspection.photos = vec![PhotoName {
            sha256: Digest::of(b"missing"),
            check: None,
            caption: Some(HOSTILE.to_owned()),
        }];
    });
    for body in [
        upload_body(&freeze(&picture).unwrap()).unwrap(),
        upload_body(&freeze(&paper).unwrap()).unwrap(),
        upload_body(&freeze(&fine).unwrap()).unwrap(),
        visited,
    ] {
        assert_eq!(office.upload(body).await.status.as_u16(), 201);
        let page = office.get(&visit.page()).await.text();
        assert!(
            !page.contains("<script") && !page.contains("<img src"),
            "{page}"
        );
        expect(&page, &["&lt;script&gt;alert(1)&lt;/script&gt;&quot;"]);
    }
}
