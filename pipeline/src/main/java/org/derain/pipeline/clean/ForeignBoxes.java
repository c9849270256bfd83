package org.derain.pipeline.clean;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.derain.pipeline.demux.Mp4Index;

/**
 * What an mp4 or mov file holds that FFmpeg does not know, and no other file therefore can: boxes
 * beside the usual ones in the file and in its index, such as the positions of dashcams ({@code gps
 * } and the blocks that it points to).
 *
 * @param places where the boxes lie in the file, whole, in bytes
 */
public record ForeignBoxes(Path file, List<Place> places) {
  private static final Set<String> IN_FILE =
      Set.of(
          "ftyp", "styp", "moov", "mdat", "moof", "mfra", "free", "skip", "wide", "pdin", "pnot",
          "sidx", "ssix", "emsg", "prft", "meta", "udta", "idat", "junk", "uuid");
  private static final Set<String> IN_INDEX =
      Set.of(
          "mvhd", "trak", "mvex", "udta", "iods", "meta", "cmov", "pssh", "free", "skip", "wide",
          "clip", "ctab", "rmra", "prfl", "uuid");
  private static final String POSITIONS = "gps ";
  private static final String BLOCKS = "its blocks";
  private static final int HEAD = 8;
  private static final long LARGEST = 1L << 28;
  private static final int MOST = 100_000;

  /** A box: its kind, its first byte and its length with the head. */
  public record Place(String kind, long start, long length) {}

  /** Looks for them; none in another kind of file. */
  public static ForeignBoxes of(Path file) {
    List<Place> found = new ArrayList<>();
    if (Mp4Index.of(file) == Mp4Index.PRESENT) {
      try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
        for (Place box : boxes(in, 0, in.size())) {
          if (box.kind.equals("moov")) {
            boxes(in, box.start + HEAD, box.start + box.length).stream()
                .filter(inside -> !IN_INDEX.contains(inside.kind))
                .forEach(found::add);
          } else if (!IN_FILE.contains(box.kind)) {
            found.add(box);
          }
        }
        for (Place box : List.copyOf(found)) {
          if (box.kind.equals(POSITIONS)) {
            found.addAll(blocks(in, box));
          }
        }
      } catch (IOException e) {
        return new ForeignBoxes(file, List.of());
      }
    }
    return new ForeignBoxes(file, found);
  }

  private static List<Place> boxes(FileChannel in, long from, long to) throws IOException {
    List<Place> boxes = new ArrayList<>();
    long at = from;
    while (at + HEAD <= to && boxes.size() < MOST) {
      ByteBuffer head = read(in, at, 2 * HEAD);
      long length = Integer.toUnsignedLong(head.getInt(0));
      if (length == 1 && head.limit() == 2 * HEAD) {
        length = head.getLong(HEAD);
      } else if (length == 0) {
        length = to - at;
      }
      String kind = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
      boolean named = kind.chars().allMatch(c -> c >= ' ' && c < 127 || c == 0xa9);
      if (length < HEAD || at + length > to || !named) {
        break;
      }
      boxes.add(new Place(kind, at, length));
      at += length;
    }
    return boxes;
  }

  /** The blocks that a box of positions points to: pairs of place and length. */
  private static List<Place> blocks(FileChannel in, Place box) throws IOException {
    List<Place> blocks = new ArrayList<>();
    ByteBuffer content = read(in, box.start, (int) Math.min(box.length, LARGEST));
    for (int at = 2 * HEAD; at + HEAD <= content.limit() && blocks.size() < MOST; at += HEAD) {
      long start = Integer.toUnsignedLong(content.getInt(at));
      long length = Integer.toUnsignedLong(content.getInt(at + 4));
      if (length >= HEAD && start + length <= in.size()) {
        blocks.add(new Place(BLOCKS, start, length));
      }
    }
    return blocks;
  }

  private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    long place = at;
    while (bytes.hasRemaining()) {
      int got = in.read(bytes, place);
      if (got < 0) {
        break;
      }
      place += got;
    }
    return bytes.flip();
  }

  public boolean isEmpty() {
    return places.isEmpty();
  }

  /** The first bytes of the blocks of positions, at most {@code length} of each. */
  public List<byte[]> blocks(int length) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Place place : places) {
        if (place.kind.equals(BLOCKS)) {
          ByteBuffer bytes = read(in, place.start, (int) Math.min(place.length, length));
          byte[] block = new byte[bytes.remaining()];
          bytes.get(block);
          blocks.add(block);
        }
      }
    }
    return blocks;
  }

  /** Their kinds, for the user. */
  public String names() {
    return places.stream()
        .map(place -> place.kind.trim())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Where they are kept beside a result. */
  public static Path beside(Path result) {
    return result.resolveSibling(result.getFileName() + ".telemetry");
  }

  /** Writes them one behind the other, byte for byte. */
  void write(Path target) throws IOException {
    Files.deleteIfExists(target);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Place place : places) {
        long done = 0;
        while (done < place.length) {
          long moved = in.transferTo(place.start + done, place.length - done, out);
          if (moved <= 0) {
            throw new IOException("the source ended early");
          }
          done += moved;
        }
      }
    }
  }
}
