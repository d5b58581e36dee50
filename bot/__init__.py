"""The runtime of Nexus: settings, composition, the client, logs, the schedule, the command line, the demo."""

__version__ = "0.1.0"
