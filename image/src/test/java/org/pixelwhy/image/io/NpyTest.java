package org.pixelwhy.image.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

class NpyTest {
  @TempDir Path folder;

  private Path file(int version, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x93);
    out.writeBytes("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.write(version);
    out.write(0);
    int lengthBytes = version == 1 ? 2 : 4;
    for (int i = 0; i < lengthBytes; i++) {
      out.write(text.length >> 8 * i);
    }
    out.writeBytes(text);
    out.writeBytes(data);
    return Files.write(folder.resolve("a.npy"), out.toByteArray());
  }

  private static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
        .formatted(descr, fortran ? "True" : "False", shape);
  }

  private InputException refused(String header, byte[] data) throws IOException {
    Path file = file(1, header, data);
    return assertThrows(InputException.class, () -> Npy.read(file));
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, 0001, 0, 1",
    "|i1, ff02, -1, 2",
    "|u1, ff02, 255, 2",
    "<i2, feff0100, -2, 1",
    ">i2, fffe0001, -2, 1",
    "<u2, feff0100, 65534, 1",
    ">u2, fffe0001, 65534, 1",
    "<i4, feffffff01000000, -2, 1",
    ">u4, fffffffe00000001, 4294967294, 1",
    "<i8, feffffffffffffff0100000000000000, -2, 1",
    ">i8, fffffffffffffffe0000000000000001, -2, 1",
    "<f2, 003c00c0, 1, -2",
    ">f2, 3c00c000, 1, -2",
    "<f4, 0000803f000000c0, 1, -2",
    ">f4, 3f800000c0000000, 1, -2",
    "<f8, 000000000000f03f00000000000000c0, 1, -2",
    ">f8, 3ff0000000000000c000000000000000, 1, -2",
  })
  void everyElementTypeAndByteOrderIsRead(String descr, String hex, double first, double second)
      throws IOException {
    byte[] data = HexFormat.of().parseHex(hex);
    Tensor tensor = Npy.read(file(1, header(descr, false, "(2,)"), data));
    assertArrayEquals(new double[] {first, second}, tensor.toDoubles());
    assertEquals(Shape.of(2), tensor.shape());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws IOException {
    Path file = file(version, header("|u1", false, "(1, 2)"), new byte[] {3, 4});
    assertArrayEquals(new long[] {3, 4}, Npy.read(file).toLongs());
  }

  @Test
  void fortranOrderIsTurnedIntoRows() throws IOException {
    byte[] data = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Tensor tensor = Npy.read(file(1, header("|u1", true, "(2, 3, 2)"), data));
    assertArrayEquals(new long[] {0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11}, tensor.toLongs());
  }

  @Test
  void aScalarHasRankZero() throws IOException {
    Tensor tensor = Npy.read(file(1, header("|u1", false, "()"), new byte[] {9}));
    assertEquals(0, tensor.shape().rank());
    assertEquals(9, tensor.getLong(0));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(DataType type) throws IOException {
    Tensor tensor = Tensor.of(new double[] {0, 1, 1, 0, 1, 0}, 1, 3, 2).as(type);
    Npy.write(folder.resolve("b.npy"), tensor);
    Tensor expected = type == DataType.BFLOAT16 ? tensor.as(DataType.FLOAT) : tensor;
    assertEquals(expected, Npy.read(folder.resolve("b.npy")));
  }

  @Test
  void theHeaderIsWrittenAsNumpyWritesIt() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, Tensor.of(new float[] {1, 2, 3}, 3));
    byte[] bytes = out.toByteArray();
    assertEquals(128 + 12, bytes.length);
    String text = new String(bytes, 10, 118, StandardCharsets.ISO_8859_1);
    assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", text.strip());
    assertTrue(text.endsWith("\n"));
  }

  @Test
  void realFilesAreReadAndWrittenUnchanged() throws IOException {
    Path real = SharedData.require("models/nuclei-unet2d/test_input.npy");
    Tensor tensor = Npy.read(real);
    assertEquals("uint16 [1,1,512,512]", tensor.type() + " " + tensor.shape());
    assertEquals(256.11497497558594, Arrays.stream(tensor.toDoubles()).average().orElse(0), 1e-9);
    Npy.write(folder.resolve("c.npy"), tensor);
    ByteBuffer original = ByteBuffer.wrap(Files.readAllBytes(real));
    ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("c.npy")));
    assertEquals(original.position(128), written.position(128));
  }

  @Test
  void pickledObjectsAreRefused() throws IOException {
    String message = refused(header("|O", false, "(2,)"), new byte[16]).getMessage();
    assertTrue(message.contains("pickled Python objects"), message);
  }

  @Test
  void anUnsupportedTypeIsNamed() throws IOException {
    assertTrue(refused(header("<c8", false, "(2,)"), new byte[16]).getMessage().contains("'<c8'"));
    String structured = "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,), }";
    assertTrue(refused(structured, new byte[8]).getMessage().contains("structured"));
  }

  @Test
  void aShapeLargerThanTheFileIsRefusedBeforeMemoryIsTaken() throws IOException {
    String message = refused(header("<f4", false, "(60000, 60000)"), new byte[64]).getMessage();
    assertTrue(message.contains("[60000,60000]") && message.contains("64 bytes"), message);
    refused(header("<f4", false, "(9223372036854775807, 9223372036854775807)"), new byte[64]);
    refused(header("<f4", false, "(99999999999999999999,)"), new byte[64]);
    refused(header("<f4", false, "(-1,)"), new byte[64]);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file(1, header("<f4", false, "(2, 3)"), new byte[24]));
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
      assertThrows(InputException.class, () -> Npy.read(cut), "length " + length);
    }
  }

  @Test
  void anAbsurdHeaderLengthIsRefused() throws IOException {
    byte[] bytes = HexFormat.of().parseHex("934e554d50590200ffffffff7b7d");
    Path file = Files.write(folder.resolve("long.npy"), bytes);
    String message = assertThrows(InputException.class, () -> Npy.read(file)).getMessage();
    assertTrue(message.contains("4294967295"), message);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.npy"), "1,2,3\n4,5,6\n");
    String message = assertThrows(InputException.class, () -> Npy.read(text)).getMessage();
    assertTrue(message.contains("found a text file"), message);
    assertThrows(InputException.class, () -> Npy.read(folder.resolve("missing.npy")));
    assertThrows(InputException.class, () -> Npy.read(folder));
  }

  private static Tensor streamed(byte[] bytes) throws IOException {
    return Npy.read(new ByteArrayInputStream(bytes), "a member", ReadLimits.DEFAULT);
  }

  @Test
  void streamGivesWhatTheFileGivesAndWhatFollowsStaysInIt() throws IOException {
    byte[] data = HexFormat.of().parseHex("3f800000c0000000404000004080000040a0000040c00000");
    Path file = file(2, header(">f4", true, "(2, 3)"), data);
    byte[] longer = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) + 1);
    longer[longer.length - 1] = 77;
    ByteArrayInputStream in = new ByteArrayInputStream(longer);
    Tensor tensor = Npy.read(in, "a member", ReadLimits.DEFAULT);
    assertEquals(Npy.read(file).shape(), tensor.shape());
    assertArrayEquals(Npy.read(file).toFloats(), tensor.toFloats());
    assertEquals(77, in.read());
  }

  @Test
  void streamThatClaimsMoreThanItHoldsIsRefusedBeforeMemoryIsTaken() throws IOException {
    for (String shape :
        List.of("(1000000000,)", "(9223372036854775807,)", "(200000000,)", "(3,)")) {
      byte[] bytes = Files.readAllBytes(file(1, header("<f8", false, shape), new byte[16]));
      InputException refused = assertThrows(InputException.class, () -> streamed(bytes), shape);
      assertTrue(refused.getMessage().startsWith("a member: "), refused.getMessage());
    }
  }

  @Test
  void streamOfSomethingElseOrOfHalfAHeaderIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file(1, header("<f8", false, "(2,)"), new byte[16]));
    for (int length : List.of(0, 5, 9, 30)) {
      assertThrows(InputException.class, () -> streamed(Arrays.copyOf(whole, length)), "" + length);
    }
    InputException other =
        assertThrows(InputException.class, () -> streamed("PK and much more".getBytes(UTF_8)));
    assertEquals("a member: is not an .npy file", other.getMessage());
  }
}
