"""A window of Qt WebEngine, as an app embeds it, of a phone's size.

Its page is driven through QTWEBENGINE_REMOTE_DEBUGGING, which carries no keys there: so keys, and the question what
the window looks like, come as lines of JSON on the standard input. Each is answered by a line.

With --host the page finds an app around it, connected by a QWebChannel. What the page says to the app is printed, and
what the app says comes as `{"tell": message}`.
"""

import json
import pathlib
import re
import sys

from PyQt5.QtCore import QEvent, QFile, QIODevice, QObject, QSocketNotifier, Qt, QUrl, pyqtSlot
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWebChannel import QWebChannel
from PyQt5.QtWebEngineWidgets import QWebEngineScript, QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication

app = QApplication([sys.argv[0], "--no-sandbox", "--disable-gpu"])
view = QWebEngineView()
view.resize(360, 740)
# As on a phone, where they take no room.
view.settings().setAttribute(QWebEngineSettings.ShowScrollBars, False)


class Host(QObject):
    """The app's end of the line."""

    @pyqtSlot(str)
    def postMessage(self, text):
        print(json.dumps({"heard": text}), flush=True)


# What docs/embedding.md shows.
DOCUMENT = pathlib.Path(__file__).parents[2] / "docs" / "embedding.md"
BRIDGE = re.search(r"^```js qt\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S).group(1)

if "--host" in sys.argv:
    host = Host()
    channel = QWebChannel()
    channel.registerObject("line", host)
    view.page().setWebChannel(channel)
    library = QFile(":/qtwebchannel/qwebchannel.js")
    library.open(QIODevice.ReadOnly)
    script = QWebEngineScript()
    script.setSourceCode(bytes(library.readAll()).decode() + BRIDGE)
    script.setInjectionPoint(QWebEngineScript.DocumentCreation)
    script.setWorldId(QWebEngineScript.MainWorld)
    view.page().scripts().insert(script)

view.load(QUrl("about:blank"))
view.show()
# No window manager is there to give it the keyboard.
app.setActiveWindow(view)
view.setFocus()

KEYS = {
    "Tab": Qt.Key_Tab,
    "Enter": Qt.Key_Return,
    " ": Qt.Key_Space,
    "ArrowDown": Qt.Key_Down,
    "ArrowUp": Qt.Key_Up,
}


def obey():
    line = sys.stdin.readline()
    if not line:
        return app.quit()
    asked = json.loads(line)
    if "key" in asked:
        QTest.keyClick(view.focusProxy(), KEYS[asked["key"]])
    if "text" in asked:
        # QTest knows the keys of ASCII alone.
        for character in asked["text"]:
            for kind in (QEvent.KeyPress, QEvent.KeyRelease):
                app.sendEvent(view.focusProxy(), QKeyEvent(kind, 0, Qt.NoModifier, character))
    if "picture" in asked:
        view.grab().save(asked["picture"])
    if "tell" in asked:
        view.page().runJavaScript(f"kualik.receive({json.dumps(asked['tell'])})")
    print(json.dumps("done"), flush=True)


notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Read)
notifier.activated.connect(obey)
sys.exit(app.exec_())
