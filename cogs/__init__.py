"""Nexus as people meet it in Discord: commands, menus, cards, forms."""
