package org.pixelwhy.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Which entries of a data set are trained on, validate and test. No entry is in two parts.
 *
 * @param train names of the entries to train on
 * @param validation names of those to validate on
 * @param test names of those to test on
 */
public record Split(List<String> train, List<String> validation, List<String> test) {
  public Split {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    Map<String, Part> seen = new HashMap<>();
    claim(seen, Part.TRAIN, train);
    claim(seen, Part.VALIDATION, validation);
    claim(seen, Part.TEST, test);
  }

  private static void claim(Map<String, Part> seen, Part part, List<String> names) {
    for (String name : names) {
      Part before = seen.put(name, part);
      if (before != null) {
        throw new InputException(
            Text.format("the split names '%s' twice, in %s and in %s", name, before, part));
      }
    }
  }

  /**
   * Draws a split. Groups stay whole; every part with a share gets at least one. Where the data set
   * itself says of every entry what it is for, that stands.
   *
   * @throws InputException if there are fewer groups than parts
   */
  public static Split of(Dataset dataset, SplitOptions options) {
    boolean given = dataset.entries().stream().allMatch(entry -> entry.part().isPresent());
    Map<String, Part> parts = given ? Map.of() : drawn(dataset, options);
    Map<Part, List<String>> names = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      names.put(part, new ArrayList<>());
    }
    for (Entry entry : dataset.entries()) {
      Part part = entry.part().filter(p -> given).orElseGet(() -> parts.get(entry.group()));
      names.get(part).add(entry.name());
    }
    return new Split(names.get(Part.TRAIN), names.get(Part.VALIDATION), names.get(Part.TEST));
  }

  /**
   * The split with fewer images to train and to validate on, evenly spaced among those there are;
   * those to test on stay.
   *
   * @param most number of images to train on, at least 1; an eighth of it validates
   */
  public Split atMost(int most) {
    return new Split(spaced(train, most), spaced(validation, Math.max(1, most / 8)), test);
  }

  private static List<String> spaced(List<String> names, int most) {
    if (names.size() <= most) {
      return names;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> names.get(Math.toIntExact((long) i * names.size() / most)))
        .toList();
  }

  private static Map<String, Part> drawn(Dataset dataset, SplitOptions options) {
    Map<String, Integer> sizes = new TreeMap<>();
    dataset.entries().forEach(entry -> sizes.merge(entry.group(), 1, Integer::sum));
    int afterTrain = (options.validates() ? 1 : 0) + (options.tests() ? 1 : 0);
    if (sizes.size() < 1 + afterTrain) {
      throw new InputException(
          Text.format(
              "%s: %d groups of images (patients) cannot be split into %d parts that share none",
              dataset.name(), sizes.size(), 1 + afterTrain));
    }
    List<String> groups = new ArrayList<>(sizes.keySet());
    Collections.shuffle(groups, RandomStream.of(options.seed()));
    int last = groups.size();
    int train = clamp(upTo(options.train(), groups, sizes), 1, last - afterTrain);
    int least = train + (options.validates() ? 1 : 0);
    int most = last - (options.tests() ? 1 : 0);
    int both = clamp(upTo(options.train() + options.validation(), groups, sizes), least, most);
    Map<String, Part> parts = new HashMap<>();
    for (int i = 0; i < last; i++) {
      Part afterwards = i < both ? Part.VALIDATION : Part.TEST;
      parts.put(groups.get(i), i < train ? Part.TRAIN : afterwards);
    }
    return parts;
  }

  /** How many groups from the first on have their middle within a share of all entries. */
  private static int upTo(double share, List<String> groups, Map<String, Integer> sizes) {
    double bound = share * sizes.values().stream().mapToInt(Integer::intValue).sum();
    double before = 0;
    int count = 0;
    for (String group : groups) {
      int size = sizes.get(group);
      if (before + size / 2.0 > bound) {
        break;
      }
      before += size;
      count++;
    }
    return count;
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }

  /** The names in one part. */
  public List<String> names(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /**
   * Makes sure that the split fits a data set: it knows every name, and no group is in two parts.
   *
   * @throws InputException if it does not; names what is wrong
   */
  public void check(Dataset dataset) {
    Map<String, String> groups = new HashMap<>();
    dataset.entries().forEach(entry -> groups.put(entry.name(), entry.group()));
    Map<String, Part> seen = new HashMap<>();
    for (Part part : Part.values()) {
      for (String name : names(part)) {
        String group = groups.get(name);
        if (group == null) {
          throw new InputException(
              Text.format(
                  "the split names '%s', which data set %s does not have; is it another's split?",
                  name, dataset.name()));
        }
        Part other = seen.putIfAbsent(group, part);
        if (other != null && other != part) {
          throw new InputException(
              Text.format(
                  "the split puts '%s' into %s, but others of its group '%s' are in %s",
                  name, part, group, other));
        }
      }
    }
  }
}
