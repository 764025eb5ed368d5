"""One folder a screen: page.py has the widgets, model.py what Qt needs to know, presenter.py the rest, without Qt."""
