"""What a page shows in QtWebKit, as Safari 10 did: `qt_webkit.py ADDRESS [PICTURE]`.

Prints JSON: the text that can be seen, once the page has loaded.
"""

import json
import sys

from PyQt5.QtCore import QSize, QUrl
from PyQt5.QtGui import QImage, QPainter
from PyQt5.QtWebKitWidgets import QWebPage
from PyQt5.QtWidgets import QApplication

SEEN = """
(function () {
  var seen = [];
  Array.prototype.forEach.call(document.querySelectorAll('body *'), function (element) {
    if (getComputedStyle(element).visibility === 'visible' && element.localName === 'p') seen.push(element.innerText);
  });
  return seen.join('\\n');
})()
"""

app = QApplication([sys.argv[0], "-platform", "offscreen"])
page = QWebPage()
page.setViewportSize(QSize(360, 740))


def loaded():
    frame = page.mainFrame()
    print(json.dumps({"text": frame.evaluateJavaScript(SEEN)}))
    if len(sys.argv) > 2:
        image = QImage(page.viewportSize(), QImage.Format_RGB32)
        painter = QPainter(image)
        frame.render(painter)
        painter.end()
        image.save(sys.argv[2])
    app.quit()


page.loadFinished.connect(loaded)
page.mainFrame().load(QUrl(sys.argv[1]))
app.exec_()
