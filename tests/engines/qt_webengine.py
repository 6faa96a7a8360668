"""A window of Qt WebEngine, as an app embeds it, of a phone's size.

Its page is driven through QTWEBENGINE_REMOTE_DEBUGGING, which carries no keys there: so keys, and the question what
the window looks like, come as lines of JSON on the standard input. Each is answered by a line.
"""

import json
import sys

from PyQt5.QtCore import QSocketNotifier, Qt, QUrl
from PyQt5.QtTest import QTest
from PyQt5.QtWebEngineWidgets import QWebEngineView
from PyQt5.QtWidgets import QApplication

app = QApplication([sys.argv[0], "--no-sandbox", "--disable-gpu"])
view = QWebEngineView()
view.resize(360, 740)
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
        QTest.keyClicks(view.focusProxy(), asked["text"])
    if "picture" in asked:
        view.grab().save(asked["picture"])
    print("done", flush=True)


notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Read)
notifier.activated.connect(obey)
sys.exit(app.exec_())
