package org.pixelwhy.medical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Attributes of a DICOM object by tag; read once, then only looked at. */
final class DicomDataset {
  /**
   * An attribute's value.
   *
   * @param vr value representation; empty where the file does not say
   * @param start of the value in the bytes
   * @param length of the value in bytes
   * @param items of a sequence
   * @param fragments {@code [start, length]} of packed pixels
   */
  record Element(
      String vr, int start, int length, List<DicomDataset> items, List<int[]> fragments) {}

  private final byte[] bytes;
  private final ByteOrder order;
  private final Map<Integer, Element> elements = new HashMap<>();

  DicomDataset(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.order = order;
  }

  void put(int tag, Element element) {
    elements.put(tag, element);
  }

  void putAll(DicomDataset other) {
    elements.putAll(other.elements);
  }

  boolean has(int tag) {
    return elements.containsKey(tag);
  }

  Optional<Element> element(int tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  List<DicomDataset> items(int tag) {
    return element(tag).map(Element::items).orElse(List.of());
  }

  /** The bytes of a value; ordered as the file's numbers. */
  Optional<ByteBuffer> value(int tag) {
    return element(tag)
        .map(element -> ByteBuffer.wrap(bytes, element.start(), element.length()).slice())
        .map(buffer -> buffer.order(order));
  }

  /** Text without padding; several values are separated by backslashes. */
  String text(int tag) {
    return element(tag)
        .map(e -> new String(bytes, e.start(), e.length(), StandardCharsets.ISO_8859_1))
        .map(text -> text.replace('\0', ' ').strip())
        .orElse("");
  }

  /** Numbers written as text; empty where one is none. */
  List<Double> numbers(int tag) {
    List<Double> numbers = new ArrayList<>();
    for (String part : text(tag).split("\\\\")) {
      try {
        double number = Double.parseDouble(part.strip());
        if (!Double.isFinite(number)) {
          return List.of();
        }
        numbers.add(number);
      } catch (NumberFormatException e) {
        return List.of();
      }
    }
    return numbers;
  }

  /** An unsigned 16-bit number. */
  OptionalInt whole(int tag) {
    Optional<ByteBuffer> value = value(tag).filter(buffer -> buffer.remaining() >= 2);
    return value.isPresent()
        ? OptionalInt.of(Short.toUnsignedInt(value.get().getShort(0)))
        : OptionalInt.empty();
  }

  /** This with what the functional groups of a multi-frame object say of one frame. */
  DicomDataset frame(int index) {
    DicomDataset merged = new DicomDataset(bytes, order);
    merged.putAll(this);
    items(DicomTag.SHARED_GROUPS).forEach(merged::putGroups);
    List<DicomDataset> frames = items(DicomTag.FRAME_GROUPS);
    if (index < frames.size()) {
      merged.putGroups(frames.get(index));
    }
    return merged;
  }

  private void putGroups(DicomDataset groups) {
    groups.elements.values().forEach(group -> group.items().forEach(this::putAll));
  }
}
