"""The rules of Nexus: entities, services and the ports they need. Neither Discord nor a database."""
