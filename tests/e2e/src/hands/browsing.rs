//! What a person does to the browser and not to the page, and looking at a page
//! by script.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Hands;
use crate::patience::{PATIENCE, until};

impl Hands {
    /// The path of the page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn path(&self) -> Result<String> {
        Ok(self.page().await?.current_url().await?.path().to_owned())
    }

    /// Waits for the address to become as wanted, and returns its path. It may
    /// follow the page.
    ///
    /// # Errors
    /// When it does not, with what it was.
    pub async fn see_path(&self, wanted: impl Fn(&str) -> bool) -> Result<String> {
        let path = until(self.patience, || self.path(), |path| wanted(path)).await;
        path.context("the page's path")
    }

    /// Waits until a script finds this.
    ///
    /// # Errors
    /// When it does not, with what it finds.
    pub async fn see_found(&self, script: &str, wanted: &str) -> Result<()> {
        let found = until(self.patience, || self.look(script), |found| found == wanted).await;
        found
            .map(drop)
            .with_context(|| format!("not {wanted:?} of {script}"))
    }

    /// Waits until the page that is open works without a network.
    ///
    /// # Errors
    /// When no service worker takes charge.
    pub async fn wait_until_installed(&self) -> Result<()> {
        let script = "const done = arguments[0]; \
            navigator.serviceWorker.ready.then(r => done(r.active.scriptURL));";
        let installed = self.page().await?.execute_async(script, Vec::new());
        let ready = tokio::time::timeout(PATIENCE, installed).await??;
        ensure!(ready.json().is_string(), "no service worker");
        Ok(())
    }

    /// Runs a script in the page, to look at it, never to act on it.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn look(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self
            .page()
            .await?
            .execute(script, Vec::new())
            .await?
            .json()
            .clone())
    }

    /// Waits in the page for a script that ends by calling its first argument.
    ///
    /// # Errors
    /// When the script fails or takes too long.
    pub async fn look_long(&self, script: &str) -> Result<serde_json::Value> {
        let looked = self.page().await?.execute_async(script, Vec::new());
        Ok(tokio::time::timeout(PATIENCE, looked)
            .await??
            .json()
            .clone())
    }

    /// From now on the browser has this many bytes for the databases of the
    /// page at this address; `None` for as many as it would give. Chromium only,
    /// and it may rest on an earlier answer for half a minute: set it before the
    /// page first writes.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn room(&self, address: &str, bytes: Option<u64>) -> Result<()> {
        let mut wanted = serde_json::json!({ "origin": address });
        if let Some(bytes) = bytes {
            wanted["quotaSize"] = bytes.into();
        }
        let set = "Storage.overrideQuotaForOrigin";
        self.page().await?.cdp().send_raw(set, wanted).await?;
        Ok(())
    }

    /// From now on every page runs this script before its own. Chromium only.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn on_each_page(&self, script: &str) -> Result<()> {
        let wanted = serde_json::json!({ "source": script });
        let add = "Page.addScriptToEvaluateOnNewDocument";
        self.page().await?.cdp().send_raw(add, wanted).await?;
        Ok(())
    }

    /// From now on nobody answers the page at addresses of this pattern. `None`:
    /// everybody does again, and the browser says that it is online. Chromium
    /// only.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn cut_off(&self, pattern: Option<&str>) -> Result<()> {
        let cdp = self.page().await?.cdp();
        let none = serde_json::json!({});
        cdp.send_raw("Network.enable", none).await?;
        let urls: Vec<_> = pattern.into_iter().collect();
        let blocked = serde_json::json!({ "urls": urls });
        cdp.send_raw("Network.setBlockedURLs", blocked).await?;
        if urls.is_empty() {
            for offline in [true, false] {
                let line = serde_json::json!({
                    "offline": offline,
                    "latency": 0,
                    "downloadThroughput": -1,
                    "uploadThroughput": -1,
                });
                cdp.send_raw("Network.emulateNetworkConditions", line)
                    .await?;
            }
        }
        Ok(())
    }

    /// Keeps a picture of the page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        Ok(self.page().await?.screenshot(file).await?)
    }

    /// Keeps a picture of the page from its first line to its last, or to the most
    /// that anybody looks at. Chromium only.
    ///
    /// # Errors
    /// When it cannot be made or written.
    pub async fn whole_picture(&self, file: &Path) -> Result<()> {
        let page = self.page().await?;
        let size = "const page = document.documentElement; \
            return [page.clientWidth, Math.min(page.scrollHeight, 6000)]";
        let size = self.look(size).await?;
        let wanted = serde_json::json!({
            "captureBeyondViewport": true,
            "clip": { "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 },
        });
        let picture = page
            .cdp()
            .send_raw("Page.captureScreenshot", wanted)
            .await?;
        let picture = picture["data"].as_str().context("the picture")?;
        Ok(std::fs::write(file, STANDARD.decode(picture)?)?)
    }

    /// Makes the screen this large, in CSS pixels; its scrollbars lie over the page
    /// as on a tablet, and nothing moves by itself. Chromium only.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn screen(&self, width: u32, height: u32) -> Result<()> {
        let cdp = self.page().await?.cdp();
        let hidden = serde_json::json!({ "hidden": true });
        cdp.send_raw("Emulation.setScrollbarsHidden", hidden)
            .await?;
        self.prefer("prefers-reduced-motion", "reduce").await?;
        let wanted = serde_json::json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        let set = "Emulation.setDeviceMetricsOverride";
        cdp.send_raw(set, wanted).await?;
        Ok(())
    }

    /// From now on the system asks pages for this, and for nothing else: a media
    /// feature and its value. Chromium only.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn prefer(&self, feature: &str, value: &str) -> Result<()> {
        let wanted = serde_json::json!({ "name": feature, "value": value });
        let wanted = serde_json::json!({ "features": [wanted] });
        let cdp = self.page().await?.cdp();
        cdp.send_raw("Emulation.setEmulatedMedia", wanted).await?;
        Ok(())
    }

    /// From now on the tablet is here, and the page may know it. Chromium only.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub async fn stand_at(&self, latitude: f64, longitude: f64) -> Result<()> {
        let cdp = self.page().await?.cdp();
        let may = serde_json::json!({ "permissions": ["geolocation"] });
        cdp.send_raw("Browser.grantPermissions", may).await?;
        let here = serde_json::json!({
            "latitude": latitude,
            "longitude": longitude,
            "accuracy": 5,
        });
        cdp.send_raw("Emulation.setGeolocationOverride", here)
            .await?;
        Ok(())
    }

    /// The page as the browser prints it: a PDF in base64, at the size that the
    /// page itself asks for. Chromium only.
    ///
    /// # Errors
    /// When the browser does not print.
    pub async fn print(&self) -> Result<String> {
        let wanted = serde_json::json!({ "preferCSSPageSize": true });
        let page = self.page().await?;
        let printed = page.cdp().send_raw("Page.printToPDF", wanted).await?;
        let data = printed["data"].as_str().context("the printed pages")?;
        Ok(data.to_owned())
    }

    /// Makes the window this large, in CSS pixels.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        Ok(self
            .page()
            .await?
            .set_window_rect(0, 0, width, height)
            .await?)
    }

    /// Closes the window.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn end(self) -> Result<()> {
        Ok(self.page().await?.close_window().await?)
    }
}
