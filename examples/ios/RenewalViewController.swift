// The page in an iOS app: one screen. Not compiled in this repository, which has no Xcode; its message names and fields
// are compared with the schema by tests/node/samples.test.mjs.
//
// Put the built page (www/shell/dist/) into the bundle as a folder named "kualik". Needs iOS 15 and
// NSCameraUsageDescription in Info.plist; no network, unless the gateway is "http".

import UIKit
import UniformTypeIdentifiers
import WebKit

/// Signs with the citizen's key and speaks with the app's own server.
protocol Registration {
    func sign(canonical: Data, sha256: String) async throws -> Data?
    func submit(_ message: [String: Any]) async throws -> (event: [String: Any]?, problems: [[String: Any]])
    /// Tells the record now and at each change; `nil` where there is none of that ticket, or it is not this citizen's.
    func follow(ticket: String, tell: @escaping @MainActor ([String: Any]?) -> Void)
}

final class RenewalViewController: UIViewController, WKNavigationDelegate, WKUIDelegate, WKScriptMessageHandlerWithReply {
    private let registration: Registration
    private var view_: WKWebView!
    /// In memory alone: what is in it is personal.
    private var draft: Any?
    private let page = URL(string: "kualik://localhost/index.html")!

    init(registration: Registration) {
        self.registration = registration
        super.init(nibName: nil, bundle: nil)
    }

    required init?(coder: NSCoder) { nil }

    override func loadView() {
        let configuration = WKWebViewConfiguration()
        configuration.websiteDataStore = .nonPersistent()
        configuration.setURLSchemeHandler(BundledPage(), forURLScheme: "kualik")
        configuration.userContentController.addScriptMessageHandler(self, contentWorld: .page, name: "kualik")
        view_ = WKWebView(frame: .zero, configuration: configuration)
        view_.navigationDelegate = self
        view_.uiDelegate = self
        view = view_
        view_.load(URLRequest(url: page))
    }

    func userContentController(_ controller: WKUserContentController, didReceive received: WKScriptMessage) async -> (Any?, String?) {
        guard received.frameInfo.isMainFrame, let message = received.body as? [String: Any] else { return (nil, "not a message") }
        await hear(message)
        return (nil, nil)
    }

    private func hear(_ message: [String: Any]) async {
        let id = message["id"] as? String ?? ""
        switch message["type"] as? String {
        case "ready":
            var configuration: [String: Any] = [
                "lang": "kk", "now": Date().timeIntervalSince1970 * 1000, // better: the server's time
                "gateway": "host", "signing": "host", "keepsDrafts": true,
            ]
            if let draft { configuration["draft"] = draft }
            say("configure", configuration)
        case "draft":
            draft = message["draft"] is NSNull ? nil : message["draft"]
        case "sign-request":
            let canonical = Data(base64Encoded: (message["canonical"] as? [String: String])?["$base64"] ?? "") ?? Data()
            do {
                if let signature = try await registration.sign(canonical: canonical, sha256: message["sha256"] as? String ?? "") {
                    say("sign-response", ["id": id, "outcome": "signed", "signature": ["format": "cms", "bytes": ["$base64": signature.base64EncodedString()]]])
                } else {
                    say("sign-response", ["id": id, "outcome": "cancelled"])
                }
            } catch {
                say("sign-response", ["id": id, "outcome": "failed", "because": "refused"])
            }
        case "submit":
            do {
                let answer = try await registration.submit(message)
                if let event = answer.event {
                    say("submit-result", ["id": id, "outcome": "registered", "event": event])
                } else {
                    say("submit-result", ["id": id, "outcome": "invalid", "problems": answer.problems])
                }
            } catch {
                say("submit-result", ["id": id, "outcome": "unreachable", "because": "server"])
            }
        case "status":
            let ticket = message["ticket"] as? String ?? ""
            registration.follow(ticket: ticket) { [weak self] record in
                if let record { self?.say("status", ["record": record]) } else { self?.say("status", ["record": NSNull(), "ticket": ticket]) }
            }
        case "close":
            dismiss(animated: true)
        case "verdict", "protocol-problem":
            break
        default:
            say("protocol-problem", ["because": "unknown-type", "version": 1, "about": String((message["type"] as? String ?? "").prefix(64))])
        }
    }

    private func say(_ type: String, _ body: [String: Any]) {
        let message = body.merging(["kualik": 1, "type": type]) { _, own in own }
        view_.callAsyncJavaScript("kualik.receive(message)", arguments: ["message": message], in: nil, in: .page)
    }

    // The camera may have taken the memory; the draft brings the applicant back to where they were.
    func webViewWebContentProcessDidTerminate(_ webView: WKWebView) {
        webView.load(URLRequest(url: page))
    }

    // Nothing but the page is shown in here.
    func webView(_ webView: WKWebView, decidePolicyFor action: WKNavigationAction) async -> WKNavigationActionPolicy {
        action.request.url?.scheme == "kualik" ? .allow : .cancel
    }

    func webView(_ webView: WKWebView, decideMediaCapturePermissionsFor origin: WKSecurityOrigin, initiatedBy frame: WKFrameInfo, type: WKMediaCaptureType) async -> WKPermissionDecision {
        type == .camera && origin.protocol == "kualik" && frame.isMainFrame ? .grant : .deny
    }
}

/// The files of the page, from the app's bundle and from nowhere else.
private final class BundledPage: NSObject, WKURLSchemeHandler {
    private let folder = Bundle.main.url(forResource: "kualik", withExtension: nil)!.standardizedFileURL

    func webView(_ webView: WKWebView, start task: WKURLSchemeTask) {
        let url = task.request.url!
        let file = folder.appendingPathComponent(url.path).standardizedFileURL
        guard file.path.hasPrefix(folder.path + "/"), let data = try? Data(contentsOf: file) else {
            task.didFailWithError(URLError(.fileDoesNotExist))
            return
        }
        let kinds = ["html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "png": "image/png", "wasm": "application/wasm"]
        let kind = kinds[file.pathExtension] ?? UTType(filenameExtension: file.pathExtension)?.preferredMIMEType ?? "application/octet-stream"
        let headers = ["Content-Type": kind, "Content-Length": String(data.count)]
        task.didReceive(HTTPURLResponse(url: url, statusCode: 200, httpVersion: "HTTP/1.1", headerFields: headers)!)
        task.didReceive(data)
        task.didFinish()
    }

    func webView(_ webView: WKWebView, stop task: WKURLSchemeTask) {}
}
