"""Every run of the tests knows its parts and has a home of its own."""

pytest_plugins = ["tests.parts"]
