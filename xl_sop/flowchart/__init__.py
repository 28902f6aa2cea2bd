"""The flowchart of an SOP: what is drawn (`flow`), where it stands (`placing`), and one painter per target."""
