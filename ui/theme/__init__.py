"""How Tieout looks: two palettes, one spacing scale, one accent, one typeface, line icons of its own."""
