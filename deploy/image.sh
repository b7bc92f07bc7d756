#!/bin/sh
# The steps that make the image, each to be tried without a Docker engine too (deploy/check-image.sh does).
#   image.sh packages FOLDER   the locked packages, into a virtual environment in FOLDER
#   image.sh program FOLDER    this project, and nothing that only a build needs
# It stands in the project's root, where requirements.lock and pyproject.toml are.
set -eu
step=${1:?packages or program}
folder=${2:?the folder of the virtual environment}
pip() { "$folder/bin/python" -m pip --disable-pip-version-check --no-input --quiet "$@"; }

case $step in
packages)
    python3 -m venv "$folder"
    pip install --no-cache-dir --no-deps --require-hashes --only-binary :all: -r requirements.lock
    ;;
program)
    pip install --no-cache-dir --no-deps --no-build-isolation .
    pip uninstall --yes hatchling editables trove-classifiers pathspec pluggy
    find "$folder" -name tests -type d -prune -exec rm -rf {} +
    "$folder/bin/python" -m pip uninstall --yes --quiet pip setuptools >/dev/null 2>&1
    "$folder/bin/python" -m compileall -q "$folder/lib"
    ;;
*)
    echo "image.sh: no such step: $step" >&2
    exit 2
    ;;
esac
