#!/bin/sh
# Tries the image's build steps without a Docker engine: on a clean Debian with python3, python3-venv and git.
# It takes what .dockerignore lets through, runs each deploy/image.sh step of the Dockerfile in its order, and
# then the program as the image does: without root, on a file system where only /data and /tmp can be written.
set -eu
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
say() { echo "check-image: $*" >&2; }

say "copying what .dockerignore lets through"
mkdir "$place/src"
sed -n 's/^!//p' .dockerignore | tar --create --exclude=__pycache__ --files-from=- | tar --extract --directory="$place/src"

env="$place/opt"
sed -n 's|^RUN \(deploy/image.sh .*\) /opt/commit-digest$|\1|p' deploy/Dockerfile >"$place/steps"
[ -s "$place/steps" ] || { say "the Dockerfile has no step of deploy/image.sh"; exit 1; }
while read -r step; do
    say "$step"
    (cd "$place/src" && $step "$env")
done <"$place/steps"

for package in pip hatchling; do
    [ ! -e "$env/lib"/python3*/site-packages/"$package" ] || { say "$package is left in the image"; exit 1; }
done

mkdir "$place/data" "$place/tmp"
as=
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$place"
    as="setpriv --reuid 10001 --regid 10001 --clear-groups"
    $as env "$env/bin/python" -c '' 2>/dev/null || { say "this machine's Python is for root alone: going on as root"; as=; }
fi
own() { [ -z "$as" ] || chown -R 10001:10001 "$@"; }
own "$place/data" "$place/tmp"
run() { (cd "$place/data" && $as env -i PATH="$env/bin:$PATH" HOME="$place/data" TMPDIR="$place/tmp" PYTHONDONTWRITEBYTECODE=1 MPLCONFIGDIR="$place/tmp/matplotlib" DATABASE_URL="sqlite:///$place/data/bot.db" GITHUB_API_URL=http://127.0.0.1:9 "$@"); }

say "the program starts, tells a day and answers"
run commit-digest --version
git init --quiet "$place/data/app"
git -C "$place/data/app" -c user.name=Ada -c user.email=ada@example.org commit --quiet --allow-empty --message "Add the pool"
own "$place/data/app"
run commit-digest digest app latest --language zh --format text | grep -q "Add the pool"
run commit-digest post app latest --to terminal:main --language en | grep -q "Add the pool"
[ -s "$place/data/bot.db" ] || { say "no database was made"; exit 1; }
run commit-digest digest nowhere 2>/dev/null && { say "a mistake must end with 2"; exit 1; } || [ $? = 2 ]
say "done: $(du -sm "$env" | cut -f1) MB in the virtual environment"
