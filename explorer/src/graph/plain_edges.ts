/* sigma's edge programs without instances: a machine without a graphics card draws instances one by one, which made a
   frame of 3,500 facts take half a second. */

import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { EdgeProgramType, InstancedProgramDefinition } from "sigma/rendering";

type Ends = [index: number, start: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData];
interface Instanced {
  array: Float32Array;
  ATTRIBUTES_ITEMS_COUNT: number;
  getDefinition(): object;
  processVisibleItem(...ends: Ends): void;
}

/** The same program with what differs from corner to corner written out for each corner. */
export function plain(program: EdgeProgramType): EdgeProgramType {
  let corners: number[][] = [];
  class Plain extends (program as unknown as new (...made: ConstructorParameters<EdgeProgramType>) => Instanced) {
    override getDefinition() {
      const { CONSTANT_ATTRIBUTES, CONSTANT_DATA, ...rest } = super.getDefinition() as InstancedProgramDefinition;
      corners = CONSTANT_DATA;
      return { ...rest, ATTRIBUTES: [...rest.ATTRIBUTES, ...CONSTANT_ATTRIBUTES] };
    }

    override processVisibleItem(...ends: Ends): void {
      super.processVisibleItem(...ends);
      const [, start] = ends;
      const { array, ATTRIBUTES_ITEMS_COUNT: width } = this;
      const own = width - corners[0]!.length;
      corners.forEach((corner, i) => {
        if (i) array.copyWithin(start + i * width, start, start + own);
        array.set(corner, start + i * width + own);
      });
    }
  }
  return Plain as unknown as EdgeProgramType;
}
