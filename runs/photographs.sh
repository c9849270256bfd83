#!/bin/sh
# Fetches the rain-free photographs that runs learn from, out of packages of Debian 12, and reduces them to a width of 1280.
# No root is needed; apt-get, dpkg and ffmpeg are. Any other folder of sharp photographs does as well.
#
#   runs/photographs.sh [FOLDER]         default: work/photographs
set -eu
cd "$(dirname "$0")/.."
folder=${1:-work/photographs}
if [ -e "$folder" ]; then
  echo "$folder: is there already" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/photographs"
licences=$work/photographs/LICENCES.tsv

# photographs PACKAGE LICENCE ROOT FILE ...: from one package
photographs() {
  package=$1 licence=$2 root=$3
  shift 3
  (cd "$work" && apt-get -q download "$package")
  dpkg -x "$work/${package}"_*.deb "$work/$package"
  for file; do
    # Wallpapers of KDE are all called by their size: take the folder's name.
    name=$(echo "${file%.*}" | sed 's,/contents.*,,; s,.*/,,').jpg
    ffmpeg -v error -nostdin -i "$work/$package/$root/$file" -vf "scale='min(1280,iw)':-2:flags=area" \
      -pix_fmt yuvj420p -q:v 2 -frames:v 1 "$work/photographs/$name"
    printf '%s\t%s\t%s\n' "$name" "$licence" "Debian package $package" >> "$licences"
  done
}

photographs mate-backgrounds "GPL-2+" usr/share/backgrounds/mate/nature \
  Aqua.jpg Blinds.jpg Dune.jpg Garden.jpg GreenMeadow.jpg LadyBird.jpg Storm.jpg TwoWings.jpg YellowFlower.jpg
big=contents/images/2560x1600.jpg
photographs plasma-workspace-wallpapers "GPL-2+" usr/share/wallpapers \
  BytheWater/$big ColdRipple/$big DarkestHour/$big EveningGlow/$big FallenLeaf/$big Grey/$big Kite/$big \
  OneStandsOut/$big Path/$big Volna/contents/images/5120x2880.jpg
photographs lomiri-wallpapers-16.04 "CC-BY-4.0, CC-BY-SA-4.0 (see the package)" usr/share/backgrounds \
  Bridge_by_Sander_Klootwijk.jpg Dragonfly_by_Bolly.jpg Picture_0B_by_freespace.jpg Picture_1A_by_freespace.jpg \
  Wine_by_Jakkub_Mede.jpg aitzgorri_by_Aitzol_Berasategi.jpg free_by_Peter_Nerlich.jpg friends_by_Aitzol_Berasategi.jpg \
  life_by_Aitzol_Berasategi.jpg picosdeeuropa_by_Aitzol_Berasategi.jpg seeding_by_Clements_Engelhardt.jpg \
  sunset_by_Aitzol_Berasategi.jpg
photographs lomiri-wallpapers-20.04 "CC-BY-SA-3.0" usr/share/backgrounds \
  Infinite-Sea_by_Aury88.jpg Kleiber_by_Lukas_Baubkus.jpg
photographs opencv-doc "Apache-2.0, BSD-3-Clause" usr/share/doc/opencv-doc/examples/data \
  aloeL.jpg baboon.jpg basketball1.png building.jpg butterfly.jpg ela_original.jpg fruits.jpg home.jpg leuvenA.jpg messi5.jpg \
  rubberwhale1.png squirrel_cls.jpg stuff.jpg

mkdir -p "$(dirname "$folder")"
mv "$work/photographs" "$folder"
echo "$(($(wc -l < "$folder/LICENCES.tsv"))) photographs in $folder"
