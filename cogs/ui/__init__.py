"""The visual language: how Nexus writes, and the parts that its cards, buttons and forms are made of."""
