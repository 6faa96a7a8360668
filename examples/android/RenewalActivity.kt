// The page in an Android app: one screen. Not compiled in this repository, which has no Android SDK; its message names
// and fields are compared with the schema by tests/node/samples.test.mjs.
//
// Put the built page (www/shell/dist/) under src/main/assets/kualik/. Needs androidx.webkit 1.8 or newer, minSdk 24, and
// <uses-permission android:name="android.permission.CAMERA" />; no INTERNET permission, unless the gateway is "http".

package kz.example.renewal

import android.Manifest.permission.CAMERA
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.Uri
import android.os.Bundle
import android.webkit.PermissionRequest
import android.webkit.RenderProcessGoneDetail
import android.webkit.ValueCallback
import android.webkit.WebChromeClient
import android.webkit.WebResourceRequest
import android.webkit.WebView
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts.GetContent
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.core.content.ContextCompat
import androidx.webkit.WebViewAssetLoader
import androidx.webkit.WebViewClientCompat
import androidx.webkit.WebViewCompat
import org.json.JSONObject

private const val ORIGIN = "https://appassets.androidplatform.net"
private const val PAGE = "$ORIGIN/assets/kualik/index.html"

/** Signs with the citizen's key and speaks with the app's own server; calls back on the main thread. */
interface Registration {
    fun sign(canonical: String, sha256: String, done: (signature: String?) -> Unit)
    fun submit(message: JSONObject, done: (event: JSONObject?, problems: org.json.JSONArray?) -> Unit)
    /** Tells the record now and at each change; `null` where there is none of that ticket, or it is not this citizen's. */
    fun follow(ticket: String, tell: (record: JSONObject?) -> Unit)
}

class RenewalActivity : ComponentActivity() {
    private lateinit var view: WebView
    private lateinit var registration: Registration
    private var files: ValueCallback<Array<Uri>>? = null
    private var camera: PermissionRequest? = null
    private val chooseFile = registerForActivityResult(GetContent()) { uri ->
        files?.onReceiveValue(if (uri == null) emptyArray() else arrayOf(uri))
        files = null
    }
    private val askForCamera = registerForActivityResult(RequestPermission()) { granted ->
        camera?.run { if (granted) grant(arrayOf(PermissionRequest.RESOURCE_VIDEO_CAPTURE)) else deny() }
        camera = null
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        registration = AppRegistration() // the app's own
        show()
    }

    private fun show() {
        val loader = WebViewAssetLoader.Builder().addPathHandler("/assets/", WebViewAssetLoader.AssetsPathHandler(this)).build()
        view = WebView(this)
        view.settings.javaScriptEnabled = true
        view.settings.allowFileAccess = false
        view.settings.allowContentAccess = false
        view.webViewClient = object : WebViewClientCompat() {
            override fun shouldInterceptRequest(view: WebView, request: WebResourceRequest) = loader.shouldInterceptRequest(request.url)

            // Nothing but the page is shown in here.
            override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest) = request.url.toString() != PAGE

            // The camera's app may have taken the memory; the draft brings the applicant back to where they were.
            override fun onRenderProcessGone(gone: WebView, detail: RenderProcessGoneDetail): Boolean {
                gone.destroy()
                show()
                return true
            }
        }
        view.webChromeClient = object : WebChromeClient() {
            override fun onPermissionRequest(request: PermissionRequest) {
                if (request.origin.toString().trimEnd('/') != ORIGIN || PermissionRequest.RESOURCE_VIDEO_CAPTURE !in request.resources) return request.deny()
                if (ContextCompat.checkSelfPermission(this@RenewalActivity, CAMERA) == PERMISSION_GRANTED) return request.grant(arrayOf(PermissionRequest.RESOURCE_VIDEO_CAPTURE))
                camera = request
                askForCamera.launch(CAMERA)
            }

            override fun onShowFileChooser(view: WebView, callback: ValueCallback<Array<Uri>>, params: FileChooserParams): Boolean {
                files?.onReceiveValue(null)
                files = callback
                chooseFile.launch("image/*")
                return true
            }
        }
        WebViewCompat.addWebMessageListener(view, "KualikHost", setOf(ORIGIN)) { _, message, _, isMainFrame, _ ->
            if (isMainFrame) hear(JSONObject(message.data ?: return@addWebMessageListener))
        }
        setContentView(view)
        view.loadUrl(PAGE)
    }

    private fun hear(message: JSONObject) {
        when (message.optString("type")) {
            "ready" -> say("configure", JSONObject()
                .put("lang", "kk").put("now", System.currentTimeMillis()) // better: the server's time
                .put("gateway", "host").put("signing", "host")
                .put("keepsDrafts", true).apply { Drafts.last?.let { put("draft", it) } })
            "draft" -> Drafts.last = message.optJSONObject("draft")
            "sign-request" -> registration.sign(message.getJSONObject("canonical").getString("\$base64"), message.getString("sha256")) { signature ->
                val answer = JSONObject().put("id", message.getString("id"))
                if (signature == null) say("sign-response", answer.put("outcome", "cancelled"))
                else say("sign-response", answer.put("outcome", "signed")
                    .put("signature", JSONObject().put("format", "cms").put("bytes", JSONObject().put("\$base64", signature))))
            }
            "submit" -> registration.submit(message) { event, problems ->
                val answer = JSONObject().put("id", message.getString("id"))
                say("submit-result", when {
                    event != null -> answer.put("outcome", "registered").put("event", event)
                    problems != null -> answer.put("outcome", "invalid").put("problems", problems)
                    else -> answer.put("outcome", "unreachable").put("because", "server")
                })
            }
            "status" -> {
                val ticket = message.getString("ticket")
                registration.follow(ticket) { record ->
                    say("status", if (record != null) JSONObject().put("record", record) else JSONObject().put("record", JSONObject.NULL).put("ticket", ticket))
                }
            }
            "close" -> finish()
            "verdict", "protocol-problem" -> {}
            else -> say("protocol-problem", JSONObject().put("because", "unknown-type").put("version", 1).put("about", message.optString("type").take(64)))
        }
    }

    private fun say(type: String, body: JSONObject) {
        val message = body.put("kualik", 1).put("type", type)
        // JSON is a JavaScript expression.
        view.evaluateJavascript("kualik.receive($message)", null)
    }

    override fun onDestroy() {
        view.destroy()
        super.onDestroy()
    }
}

/** Outlives the activity, not the app: what is in it is personal. An app that must survive its own death encrypts it first. */
private object Drafts {
    var last: JSONObject? = null
}
