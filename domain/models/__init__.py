"""The things Nexus knows: frozen dataclasses with the rules that need nothing else."""
