"""One folder a screen: page.py has the widgets, presenter.py the words and figures without Qt, model.py Qt's side where the shared grid is not enough."""
