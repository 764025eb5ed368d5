"""Reports: the printed pack and the measures."""
