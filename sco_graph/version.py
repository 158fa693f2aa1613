"""The version, in the one place that the build, the CLI and the service read."""

__version__ = "0.1.0"
