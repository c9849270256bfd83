package org.derain.pipeline.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions as cameras write them, from public descriptions of their blocks. */
class PositionsTest {
  /** 52 degrees and 30.6 minutes north, 13 degrees and 24 minutes west. */
  private static final Position PLACE = new Position(52.51, -13.4);

  @TempDir Path folder;

  private static byte[] block(Consumer<ByteBuffer> content) {
    ByteBuffer block = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    block.order(ByteOrder.BIG_ENDIAN).putInt(512).order(ByteOrder.LITTLE_ENDIAN);
    block.put(bytes("freeGPS "));
    content.accept(block);
    return block.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A recording of nothing but an index with a gps box, and the blocks behind it. */
  private List<Position> read(byte[]... blocks) throws Exception {
    int index = 8 + 8 + 8 * blocks.length;
    int place = 16 + 8 + index + 8;
    ByteBuffer file = ByteBuffer.allocate(place + 512 * blocks.length);
    file.putInt(16).put(bytes("ftypmp42")).putInt(0);
    file.putInt(8 + index).put(bytes("moov"));
    file.putInt(index).put(bytes("gps ")).putInt(0x101).putInt(blocks.length);
    for (int i = 0; i < blocks.length; i++) {
      file.putInt(place + 512 * i).putInt(512);
    }
    file.putInt(8 + 512 * blocks.length).put(bytes("mdat"));
    for (byte[] block : blocks) {
      file.put(block);
    }
    return Positions.of(Files.write(folder.resolve("in.mp4"), file.array()));
  }

  private static void assertPlace(List<Position> found) {
    assertEquals(1, found.size());
    assertEquals(PLACE.latitude(), found.get(0).latitude(), 1e-5);
    assertEquals(PLACE.longitude(), found.get(0).longitude(), 1e-5);
  }

  private static byte[] floats(int at, String status) {
    return block(
        fields -> {
          fields.position(at - 24);
          for (int number : new int[] {14, 15, 16, 23, 5, 15}) {
            fields.putInt(number);
          }
          fields.put(bytes(status)).put((byte) 0).putFloat(5230.6f).putFloat(1324f).putFloat(3f);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 72})
  void floatsBehindTheFix(int at) throws Exception {
    assertPlace(read(floats(at, "ANW"), floats(at, "VNW")));
  }

  @Test
  void doublesBesideTheirLetters() throws Exception {
    assertPlace(
        read(
            block(
                fields -> {
                  fields.put(28, (byte) 'A').putDouble(32, 5230.6).put(40, (byte) 'N');
                  fields.putDouble(48, 1324).put(56, (byte) 'W');
                })));
  }

  @Test
  void degreesInTenMillionths() throws Exception {
    assertPlace(
        read(
            block(
                fields -> {
                  fields.position(16).put(bytes("IQS")).position(72).put(bytes("ANW\0"));
                  fields.putInt(525_100_000).putInt(134_000_000);
                })));
  }

  @Test
  void aSentenceInABlock() throws Exception {
    assertPlace(
        read(
            block(
                fields ->
                    fields
                        .position(80)
                        .put(bytes("$GPRMC,141516,A,5230.6,N,01324.0,W,000.0,360.0,150523,,")))));
  }

  @Test
  void otherBlocksAndNumbersThatAreNoPlaceTellNothing() throws Exception {
    byte[] other = floats(40, "ANW");
    other[8] = 'X';
    byte[] minutes = floats(40, "ANW");
    ByteBuffer.wrap(minutes).order(ByteOrder.LITTLE_ENDIAN).putFloat(44, 5271.5f);
    assertEquals(List.of(), read(other, minutes));
  }
}
