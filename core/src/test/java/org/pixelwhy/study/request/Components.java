package org.pixelwhy.study.request;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What values the components of records have, in several records together. */
final class Components {
  private final Predicate<Class<?>> opened;
  private final Map<String, Set<Object>> values = new TreeMap<>();
  private final Set<Class<?>> types = new HashSet<>();

  /**
   * @param opened the records whose components count
   */
  Components(Predicate<Class<?>> opened) {
    this.opened = opened;
  }

  /** Takes in a value, and all that lies in it. */
  void add(Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::add);
    } else if (value instanceof Collection<?> several) {
      several.forEach(this::add);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::add);
    } else if (value instanceof Record && opened.test(value.getClass())) {
      types.add(value.getClass());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Object own = read(component, value);
        values.computeIfAbsent(name(component), name -> new HashSet<>()).add(own);
        add(own);
      }
    }
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The components that have the same value everywhere, as {@code Record.component}. */
  Set<String> neverVaried() {
    Set<String> names = new TreeSet<>();
    values.forEach(
        (name, found) -> {
          if (found.size() < 2) {
            names.add(name);
          }
        });
    return names;
  }

  /** The kinds of a sealed type that there was none of. */
  List<String> missingKinds(Class<?> sealed) {
    List<String> missing = new ArrayList<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      if (!types.contains(kind)) {
        missing.add(kind.getSimpleName());
      }
    }
    return missing;
  }
}
