"""A window of Qt WebEngine, as an app embeds it, of a phone's size.

Its page is driven through QTWEBENGINE_REMOTE_DEBUGGING.
"""

import sys

from PyQt5.QtCore import QUrl
from PyQt5.QtWebEngineWidgets import QWebEngineView
from PyQt5.QtWidgets import QApplication

app = QApplication([sys.argv[0], "--no-sandbox", "--disable-gpu"])
view = QWebEngineView()
view.resize(360, 740)
view.load(QUrl("about:blank"))
view.show()
sys.exit(app.exec_())
