//! A native app around the page: a window with the system's webview, the built page served from a scheme of the app's
//! own, no network. The same code makes a window on Windows and macOS; the bridge is named as on iOS or as on Android.
//!
//! ```sh
//! make webview-host            # builds the page and opens the window
//! ```
//!
//! What both sides say is printed, a line a message; with `--whole`, each with everything in it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use kualik::calendar::CivilDate;
use serde_json::{Value, json};
use tao::dpi::LogicalSize;
use tao::event::{Event, WindowEvent};
use tao::event_loop::{ControlFlow, EventLoopBuilder, EventLoopProxy};
use tao::window::WindowBuilder;
use wry::http::{Request, Response, header::CONTENT_TYPE};
use wry::{WebView, WebViewBuilder};

use crate::conduct::Conducts;
use crate::host::{Host, Settings};

mod conduct;
mod host;

/// What a person, or a test in their place, asked for.
struct Arguments {
    dist: PathBuf,
    is_ios: bool,
    is_whole: bool,
    /// A script that plays the applicant.
    play: Option<String>,
    /// Answers of the file dialog, one after the other; `kill`: the page dies while the dialog is open.
    files: Vec<String>,
    settings: Settings,
}

/// What happens besides what the window does.
enum Happening {
    Heard(String),
    Say(Value),
    /// Of the script that plays the applicant.
    Played(String),
    PageDied,
}

const USAGE: &str =
    "usage: kualik-webview-host [--dist FOLDER] [--on YYYY-MM-DD] [--lang kk|ru|en] [--bridge ios|android] \
    [--patience MS] [--sign CONDUCT,…] [--submit CONDUCT,…] [--play SCRIPT] [--files FILE,…] [--whole]
a conduct is one of well, late, twice, wrongly, never";

fn main() -> ExitCode {
    match arguments() {
        Some(arguments) => match run(arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Option<Arguments> {
    let mut found = Arguments {
        dist: PathBuf::from("www/shell/dist"),
        is_ios: false,
        is_whole: false,
        play: None,
        files: vec![],
        settings: Settings {
            on: CivilDate::parse("2025-06-01").ok()?,
            lang: "ru".into(),
            patience: Duration::from_mins(3),
            signing: Conducts::default(),
            sending: Conducts::default(),
        },
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--whole" {
            found.is_whole = true;
            continue;
        }
        let value = words.next()?;
        match word.as_str() {
            "--dist" => found.dist = value.into(),
            "--on" => found.settings.on = CivilDate::parse(&value).ok()?,
            "--lang" => found.settings.lang = value,
            "--bridge" => found.is_ios = value == "ios",
            "--patience" => found.settings.patience = Duration::from_millis(value.parse().ok()?),
            "--sign" => found.settings.signing = Conducts::parse(&value)?,
            "--submit" => found.settings.sending = Conducts::parse(&value)?,
            "--play" => found.play = Some(std::fs::read_to_string(value).ok()?),
            "--files" => found.files = value.split(',').map(Into::into).collect(),
            _ => return None,
        }
    }
    Some(found)
}

fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { dist, is_ios, is_whole, play, files, settings } = arguments;
    let dist = dist.canonicalize()?;
    let mut host = Host::new(settings);
    let events = EventLoopBuilder::<Happening>::with_user_event().build();
    let window =
        WindowBuilder::new().with_title("kualik").with_inner_size(LogicalSize::new(360.0, 740.0)).build(&events)?;

    let proxy = events.create_proxy();
    let mut builder = WebViewBuilder::new()
        .with_custom_protocol("kualik".into(), move |_, request| answer(&dist, &request))
        // Nothing but the app's own page is ever shown.
        .with_navigation_handler(|address| address.starts_with("kualik://"))
        .with_ipc_handler(move |message| {
            let text = message.body().to_owned();
            if text.starts_with("play:") {
                let _ = proxy.send_event(Happening::Played(text));
            } else if !is_ios {
                // On Linux, wry hears what is meant for the handler of iOS's name as well, and reads objects as nothing.
                let _ = proxy.send_event(Happening::Heard(text));
            }
        });
    if !is_ios {
        // As Android's addWebMessageListener puts it into the page.
        builder = builder
            .with_initialization_script("window.KualikHost = { postMessage: (text) => window.ipc.postMessage(text) };");
    }
    if let Some(play) = &play {
        builder = builder.with_initialization_script(play);
    }
    let webview = show(builder, &window)?;
    platform::prepare(&webview, is_ios, files, &events.create_proxy());
    webview.load_url("kualik://localhost/index.html")?;

    let proxy = events.create_proxy();
    events.run(move |event, _, flow| {
        *flow = ControlFlow::Wait;
        match event {
            Event::UserEvent(Happening::Heard(text)) => {
                let message: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
                print("page", &message, is_whole);
                for (after, answer) in host.hear(&message) {
                    later(&proxy, after, answer);
                }
            }
            Event::UserEvent(Happening::Say(message)) => {
                print("host", &message, is_whole);
                // JSON is a JavaScript expression.
                let _ = webview.evaluate_script(&format!("kualik.receive({message})"));
            }
            Event::UserEvent(Happening::Played(text)) => {
                println!("{text}");
                if text == "play:over" {
                    *flow = ControlFlow::Exit;
                } else if let Some(selector) = text.strip_prefix("play:tap ") {
                    // From here it counts as a tap of a person's, which file dialogs ask for.
                    let _ = webview.evaluate_script(&format!("playTap({})", json!(selector)));
                }
            }
            Event::UserEvent(Happening::PageDied) => {
                println!("the page died");
                let _ = webview.load_url("kualik://localhost/index.html");
            }
            Event::WindowEvent { event: WindowEvent::CloseRequested, .. } => *flow = ControlFlow::Exit,
            _ => {}
        }
    })
}

/// A file of the built page, and nothing outside its folder.
fn answer(dist: &Path, request: &Request<Vec<u8>>) -> Response<Cow<'static, [u8]>> {
    let path = dist.join(request.uri().path().trim_start_matches('/'));
    let found =
        path.canonicalize().ok().filter(|path| path.starts_with(dist)).and_then(|path| std::fs::read(path).ok());
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let status = if found.is_some() { 200 } else { 404 };
    let mut response = Response::new(Cow::from(found.unwrap_or_default()));
    *response.status_mut() = status.try_into().unwrap_or_default();
    response.headers_mut().insert(CONTENT_TYPE, kind.parse().expect("a media type"));
    println!("the page asked for {} ({status})", request.uri().path());
    response
}

fn later(proxy: &EventLoopProxy<Happening>, after: Duration, message: Value) {
    let mut message = message;
    message["kualik"] = json!(1);
    if after.is_zero() {
        let _ = proxy.send_event(Happening::Say(message));
        return;
    }
    let proxy = proxy.clone();
    std::thread::spawn(move || {
        std::thread::sleep(after);
        let _ = proxy.send_event(Happening::Say(message));
    });
}

/// The type, and what tells one message of a type from another; nothing of the applicant's.
fn print(from: &str, message: &Value, is_whole: bool) {
    if is_whole {
        println!("{from}: {message}");
        return;
    }
    let kind = message["type"].as_str().unwrap_or("?");
    let what = ["/outcome", "/because", "/verdict/outcome", "/record/status"]
        .iter()
        .find_map(|pointer| message.pointer(pointer))
        .and_then(Value::as_str)
        .unwrap_or_default();
    println!("{from}: {kind} {what}");
}

#[cfg(target_os = "linux")]
fn show(builder: WebViewBuilder<'_>, window: &tao::window::Window) -> wry::Result<WebView> {
    use tao::platform::unix::WindowExtUnix;
    use wry::WebViewBuilderExtUnix;
    builder.build_gtk(window.default_vbox().expect("a window has a box"))
}

#[cfg(not(target_os = "linux"))]
fn show(builder: WebViewBuilder<'_>, window: &tao::window::Window) -> wry::Result<WebView> {
    builder.build(window)
}

/// What wry has no name for: the bridge as iOS names it, the file dialog, and the death of the page's process.
#[cfg(target_os = "linux")]
mod platform {
    use std::cell::RefCell;

    use javascriptcore::ValueExt;
    use tao::event_loop::EventLoopProxy;
    use webkit2gtk::{FileChooserRequestExt, UserContentManagerExt, WebViewExt};
    use wry::{WebView, WebViewExtUnix};

    use crate::Happening;

    pub fn prepare(webview: &WebView, is_ios: bool, files: Vec<String>, proxy: &EventLoopProxy<Happening>) {
        let view = webview.webview();
        if is_ios && let Some(manager) = view.user_content_manager() {
            let proxy = proxy.clone();
            manager.connect_script_message_received(Some("kualik"), move |_, result| {
                let text = result.js_value().and_then(|value| value.to_json(0)).unwrap_or_default();
                let _ = proxy.send_event(Happening::Heard(text.into()));
            });
            manager.register_script_message_handler("kualik");
        }
        if !files.is_empty() {
            let files = RefCell::new(files.into_iter());
            view.connect_run_file_chooser(move |view, request| {
                match files.borrow_mut().next() {
                    Some(word) if word == "kill" => view.terminate_web_process(),
                    Some(path) => request.select_files(&[&path]),
                    None => request.cancel(),
                }
                true
            });
        }
        let proxy = proxy.clone();
        view.connect_web_process_terminated(move |_, _| {
            let _ = proxy.send_event(Happening::PageDied);
        });
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use tao::event_loop::EventLoopProxy;
    use wry::WebView;

    use crate::Happening;

    pub fn prepare(_: &WebView, _: bool, _: Vec<String>, _: &EventLoopProxy<Happening>) {}
}
