"""The distribution and the package tell the same version."""

from importlib.metadata import version

import ckanext.satudata


def test_distribution_has_the_package_version():
    assert version("ckanext-satudata") == ckanext.satudata.__version__
